import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EventQueue, Priority } from '../../../engine/core/queue.ts'

const push = (queue: EventQueue, time: number, tag: number, priority: Priority = Priority.normal) =>
  queue.handleOf(queue.push(time, priority, 1, 0, 0, tag, undefined, 0))

const drain = (queue: EventQueue, limit = Number.POSITIVE_INFINITY): number[] => {
  const tags: number[] = []
  while (queue.pop(limit)) tags.push(queue.tag)
  return tags
}

it('orders by time, then priority, then sequence', () => {
  const queue = new EventQueue()
  push(queue, 5, 1)
  push(queue, 5, 2)
  push(queue, 3, 3)
  push(queue, 5, 4, Priority.fault)
  expect(drain(queue)).toEqual([3, 4, 1, 2])
})

it('gives back every field of an event', () => {
  const queue = new EventQueue()
  const payload = { some: 'thing' }
  queue.push(7, Priority.normal, 3, 11, 13, 17, payload, 19)
  expect(queue.pop(7)).toBe(true)
  const { time, kind, target, source, tag, label } = queue
  expect({ time, kind, target, source, tag, label }).toEqual({
    time: 7,
    kind: 3,
    target: 11,
    source: 13,
    tag: 17,
    label: 19,
  })
  expect(queue.payload).toBe(payload)
})

it('leaves what is due after the limit', () => {
  const queue = new EventQueue()
  push(queue, 10, 1)
  push(queue, 20, 2)
  expect(drain(queue, 15)).toEqual([1])
  expect(queue.nextTime()).toBe(20)
})

it('forgets a cancelled event, and only that one, even when its slot is used again', () => {
  const queue = new EventQueue()
  const first = push(queue, 1, 1)
  expect(queue.cancel(first)).toBe(true)
  expect(queue.cancel(first)).toBe(false)
  expect(queue.pending).toBe(0)
  expect(queue.nextTime()).toBe(Number.POSITIVE_INFINITY)
  push(queue, 1, 2)
  expect(queue.cancel(first)).toBe(false)
  expect(drain(queue)).toEqual([2])
})

it('agrees with a sorted list under any mix of pushes, pops and cancels', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('push' as const),
      // Within the microsecond, the block, the wheel's reach, and beyond it.
      in: fc.oneof(...[0, 20, 3_000, 1_200_000].map((max) => fc.integer({ min: 0, max }))),
      fault: fc.boolean(),
    }),
    fc.record({ do: fc.constant('pop' as const) }),
    fc.record({ do: fc.constant('wait' as const), for: fc.integer({ min: 0, max: 3_000 }) }),
    fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 1_500, size: 'max' }), (steps) => {
      const queue = new EventQueue()
      let list: { time: number; priority: number; tag: number; handle: number }[] = []
      let now = 0
      for (const [tag, action] of steps.entries()) {
        if (action.do === 'push') {
          const priority = action.fault ? Priority.fault : Priority.normal
          const handle = push(queue, now + action.in, tag, priority)
          list.push({ time: now + action.in, priority, tag, handle })
        } else if (action.do === 'cancel' && list.length > 0) {
          const chosen = list[action.which % list.length]
          expect(queue.cancel(chosen.handle)).toBe(true)
          list = list.filter((event) => event !== chosen)
        } else if (action.do === 'wait') {
          // Time passes up to the next event at most, and what is pushed then may be due before it.
          const next = Math.min(...list.map(({ time }) => time))
          expect(queue.nextTime()).toBe(next)
          now = Math.min(now + action.for, next)
          expect(queue.pop(now - 1)).toBe(false)
        } else if (action.do === 'pop') {
          list.sort((a, b) => a.time - b.time || a.priority - b.priority || a.tag - b.tag)
          const expected = list.shift()
          expect(queue.pop(Number.POSITIVE_INFINITY)).toBe(expected !== undefined)
          if (expected !== undefined) {
            expect(queue.tag).toBe(expected.tag)
            now = expected.time
          }
        }
        expect(queue.pending).toBe(list.length)
      }
    }),
    { numRuns: 40 },
  )
})
