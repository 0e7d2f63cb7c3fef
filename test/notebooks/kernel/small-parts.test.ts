import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCellClock } from '../../../notebooks/kernel/clock.ts'
import { createRandom } from '../../../notebooks/kernel/random.ts'
import {
  createStopper,
  mostIterations,
  pauseMillis,
  Stopped,
} from '../../../notebooks/kernel/stop.ts'
import { cutToBytes, utf8Bytes } from '../../../notebooks/kernel/utf8.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text).length

test('bytes of UTF-8 are counted as an encoder does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(utf8Bytes(text)).toBe(bytesOf(text))
    }),
  )
})

test('a text cut to bytes is its longest start that fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, limit) => {
      const cut = cutToBytes(text, limit)
      expect(text.startsWith(cut)).toBe(true)
      expect(bytesOf(cut)).toBeLessThanOrEqual(limit)
      const next = [...text.slice(cut.length)][0] ?? ''
      if (next !== '') expect(bytesOf(cut + next)).toBeGreaterThan(limit)
    }),
  )
})

test('random numbers depend on the seed only, lie in [0, 1) and spread evenly', () => {
  const draws = (seed: string) => Array.from({ length: 10_000 }, createRandom(seed))
  expect(draws('a')).toEqual(draws('a'))
  expect(draws('a')).not.toEqual(draws('b'))
  expect(draws('a').every((draw) => draw >= 0 && draw < 1)).toBe(true)
  expect(draws('a').reduce((sum, draw) => sum + draw) / 10_000).toBeCloseTo(0.5, 1)
})

test('timers of a cell come in order of due time, then of being set', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (delays) => {
      const clock = createCellClock()
      const ids = delays.map((delay) => clock.schedule(() => {}, delay))
      const sorted = [...ids].sort((a, b) => delays[a - 1] - delays[b - 1] || a - b)
      expect(ids.map(() => clock.take()?.id)).toEqual(sorted)
      expect(clock.next()).toBeUndefined()
    }),
  )
})

describe('a guard', () => {
  /** Iterations that take so long each; gives the numbers of those that were looked at. */
  function looksAt(millisOf: (iteration: number) => number, iterations: number): number[] {
    const looked: number[] = []
    let millis = 0
    let iteration = 0
    const stopper = createStopper(
      () => millis,
      () => {
        looked.push(iteration)
        return undefined
      },
      () => {},
    )
    for (; iteration < iterations; iteration += 1) {
      stopper.guard()
      millis += millisOf(iteration)
    }
    return looked
  }

  test('looks once in 1024 iterations where these are fast', () => {
    const looked = looksAt(() => 0, 10_000)
    expect(looked.at(-1)! - looked.at(-2)!).toBe(mostIterations)
    expect(looked.length).toBeLessThan(20)
  })

  test('looks as soon as may be where one takes longer than a pause', () => {
    expect(looksAt(() => 1_000, 50).length).toBeGreaterThan(45)
  })

  test('leaves no more than two pauses unseen, or two iterations that take longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (millis) => {
        const looked = looksAt(() => millis, 3_000)
        const pauses = looked.slice(1).map((at, index) => (at - looked[index]) * millis)
        expect(Math.max(...pauses)).toBeLessThanOrEqual(2 * Math.max(pauseMillis, millis))
      }),
    )
  })

  test('throws for ever once it must, until it is reset', () => {
    let reason: Stopped | undefined = new Stopped('stopped/by-request', 'Enough.')
    const stopper = createStopper(
      () => 0,
      () => reason,
      () => {},
    )
    expect(() => stopper.guard()).toThrow('Enough.')
    reason = undefined
    for (let again = 0; again < 3; again += 1) expect(() => stopper.guard()).toThrow('Enough.')
    stopper.reset()
    expect(() => stopper.guard()).not.toThrow()
  })
})
