import { expect, test } from 'vitest'
import { createCellClock } from '../../../notebooks/kernel/clock.ts'
import { createCellTimers } from '../../../notebooks/kernel/timers.ts'

/** Timers of a host that sets as many as it is allowed to and then throws, as at the end of the stack; `fireAll` lets time go by. */
function createTimers(allowed: number) {
  const set = new Map<number, () => void>()
  let left = allowed
  const host = {
    setTimer: (callback: () => void) => {
      if (left <= 0) throw new RangeError('Maximum call stack size exceeded')
      left -= 1
      set.set(left, callback)
      return left
    },
    clearTimer: (timer: number) => void set.delete(timer),
  }
  const timers = createCellTimers(host, createCellClock(), (callback) => callback())
  const fireAll = () => {
    left = Number.POSITIVE_INFINITY
    for (const [timer, callback] of set) {
      set.delete(timer)
      callback()
    }
  }
  return { timers, fireAll }
}

test('a timer that the host cannot set is none, and leaves those that wait already', () => {
  const { timers, fireAll } = createTimers(1)
  const fired: string[] = []
  timers.setTimeout(() => fired.push('first'), 20)
  expect(() => timers.setTimeout(() => fired.push('earlier'), 10)).toThrow(RangeError)
  fireAll()
  expect(fired).toEqual(['first'])
})
