import type { RecordedClock } from '../recorded-run.ts'

/** Readings of wrong clocks that a smaller recording has at most. */
export const MAXIMUM_CLOCK_READINGS = 200

/** Readings spread evenly, in pairs: a clock that is set has one before and one after. Of each node the last one stays. */
export function fewerClocks(clocks: readonly RecordedClock[]): readonly RecordedClock[] {
  if (clocks.length <= MAXIMUM_CLOCK_READINGS) return clocks
  const last = new Map(clocks.map((reading, at) => [reading.node, at] as const))
  const kept = new Set(last.values())
  const share = (2 * clocks.length) / MAXIMUM_CLOCK_READINGS
  for (let at = 0; at < clocks.length; at += share) kept.add(Math.floor(at)).add(Math.floor(at) + 1)
  return clocks.filter((_, at) => kept.has(at))
}
