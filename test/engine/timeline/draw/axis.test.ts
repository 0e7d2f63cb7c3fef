import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeAxis } from '../../../../engine/timeline/draw/index.ts'

const labels = (from: number, to: number, most = 8) =>
  timeAxis({ from, to }, most).ticks.map(({ label }) => label)

describe('the axis of time', () => {
  it('counts in the unit of what is looked at', () => {
    expect(labels(0, 1_000_000, 6)).toEqual(['0', '0.2 s', '0.4 s', '0.6 s', '0.8 s', '1.0 s'])
    expect(labels(0, 50_000, 6)).toEqual(['0', '10 ms', '20 ms', '30 ms', '40 ms', '50 ms'])
    expect(labels(0, 400, 5)).toEqual(['0', '100 µs', '200 µs', '300 µs', '400 µs'])
    expect(labels(0, 300_000_000, 6)).toEqual(['0:00', '1:00', '2:00', '3:00', '4:00', '5:00'])
  })

  it('counts from a round moment where whole times would differ in their last digits alone', () => {
    const { base, ticks } = timeAxis({ from: 3_203_417, to: 3_203_517 }, 4)
    expect(base).toBe('3.200 s')
    expect(ticks.map(({ label }) => label)).toEqual(['+3.45 ms', '+3.50 ms'])
  })

  it('has rising ticks within the window, never more than asked, each with another label', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e11 }),
        fc.integer({ min: 10, max: 1e11 }),
        fc.integer({ min: 2, max: 30 }),
        (from, length, most) => {
          const { ticks } = timeAxis({ from, to: from + length }, most)
          expect(ticks.length).toBeLessThanOrEqual(most)
          const times = ticks.map(({ time }) => time)
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
          expect(times.every((time) => time >= from && time <= from + length)).toBe(true)
          expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length)
        },
      ),
    )
  })
})
