import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  around,
  clampWindow,
  LEAST_SPAN,
  panBy,
  reveal,
  spanOf,
  wholeRun,
  zoomAt,
} from '../../../renderer/timeline/look/viewport.ts'

const RUN = { endMicros: 1_000_000 }
const middle = { from: 400_000, to: 600_000 }
const windows = fc
  .tuple(fc.integer({ min: 0, max: 999_000 }), fc.integer({ min: LEAST_SPAN, max: 1_000_000 }))
  .map(([from, length]) => clampWindow({ from, to: from + length }, RUN))

const expectClose = (one: { from: number; to: number }, other: { from: number; to: number }) => {
  expect(one.from).toBeCloseTo(other.from, 3)
  expect(one.to).toBeCloseTo(other.to, 3)
}

describe('a window over a run', () => {
  it('shows all of a run that is shorter than other windows may be, as the map of all does', () => {
    const short = { endMicros: 1 }
    expect(wholeRun(short)).toEqual({ from: 0, to: 1 })
    expect(zoomAt(wholeRun(short), 0.5, 8, short)).toEqual({ from: 0, to: 1 })
    expect(clampWindow({ from: -3, to: 40 }, short)).toEqual({ from: 0, to: 1 })
  })

  it('is where it was after moving there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400_000, max: 400_000 }), (micros) => {
        expectClose(panBy(panBy(middle, micros, RUN), -micros, RUN), middle)
      }),
    )
  })

  it('is where it was after zooming in and out around a moment', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400_000, max: 600_000 }),
        fc.double({ min: 1.01, max: 500, noNaN: true }),
        (time, factor) => {
          expectClose(zoomAt(zoomAt(middle, time, factor, RUN), time, 1 / factor, RUN), middle)
        },
      ),
    )
  })

  it('keeps the moment in its place around which it is magnified', () => {
    const zoomed = zoomAt(middle, 450_000, 4, RUN)
    expect((450_000 - zoomed.from) / spanOf(zoomed)).toBeCloseTo(0.25)
    expect(spanOf(zoomed)).toBeCloseTo(50_000)
  })

  it('never leaves the run and never becomes too short, whatever is done to it', () => {
    fc.assert(
      fc.property(
        windows,
        fc.integer({ min: -2_000_000, max: 2_000_000 }),
        fc.double({ min: 0.001, max: 1_000, noNaN: true }),
        (window, micros, factor) => {
          for (const next of [
            panBy(window, micros, RUN),
            zoomAt(window, window.from, factor, RUN),
            reveal(window, Math.abs(micros) / 2, RUN),
            around(Math.abs(micros) / 3, Math.abs(micros) / 3 + 10, RUN),
          ]) {
            expect(next.from).toBeGreaterThanOrEqual(0)
            expect(next.to).toBeLessThanOrEqual(wholeRun(RUN).to)
            expect(spanOf(next)).toBeGreaterThanOrEqual(LEAST_SPAN - 0.001)
          }
        },
      ),
    )
  })

  it('moves just so far that a moment is well in sight, and not at all where it is', () => {
    expect(reveal(middle, 500_000, RUN)).toBe(middle)
    expectClose(reveal(middle, 700_000, RUN), { from: 520_000, to: 720_000 })
    expectClose(reveal(middle, 0, RUN), { from: 0, to: 200_000 })
  })
})
