import type { Window } from '../../../engine/timeline/index.ts'

/** Moving and magnifying a window over a run, as pure functions: a window never leaves the run, and is never shorter than can be told apart. */

/** Microseconds that a window shows at least, where the run is as long. */
export const LEAST_SPAN = 20

/** From 0 to here a window may be. */
export interface Bounds {
  readonly endMicros: number
}

export const wholeRun = ({ endMicros }: Bounds): Window => ({
  from: 0,
  to: Math.max(1, endMicros),
})

export const spanOf = ({ from, to }: Window): number => to - from

/** The window nearest to a wished one that is allowed: of the same length where the run is long enough. */
export function clampWindow({ from, to }: Window, bounds: Bounds): Window {
  const whole = wholeRun(bounds)
  const span = Math.min(spanOf(whole), Math.max(LEAST_SPAN, to - from))
  const start = Math.min(Math.max(0, from), whole.to - span)
  return { from: start, to: start + span }
}

/** Moves by a time, later where it is above zero; stops at the ends of the run. */
export const panBy = ({ from, to }: Window, micros: number, bounds: Bounds): Window =>
  clampWindow({ from: from + micros, to: to + micros }, bounds)

/**
 * Magnifies around a moment, which stays where it is in the picture.
 *
 * @param factor above 1 shows less, and larger
 */
export function zoomAt(window: Window, time: number, factor: number, bounds: Bounds): Window {
  const longest = spanOf(wholeRun(bounds))
  const span = Math.min(longest, Math.max(LEAST_SPAN, spanOf(window) / factor))
  const share = (time - window.from) / spanOf(window)
  const from = time - share * span
  return clampWindow({ from, to: from + span }, bounds)
}

/** The share of a window by which a moment is kept from its edges. */
const MARGIN = 0.1

/** The window, moved just so far that a moment is well within it. */
export function reveal(window: Window, time: number, bounds: Bounds): Window {
  const margin = spanOf(window) * MARGIN
  const isSeen = time >= window.from && time <= window.to
  if (isSeen) return window
  if (time < window.from) return panBy(window, time - margin - window.from, bounds)
  return panBy(window, time + margin - window.to, bounds)
}

/** A window around a stretch of time, with room on both sides. */
export function around(from: number, to: number, bounds: Bounds): Window {
  const room = Math.max(LEAST_SPAN, (to - from) * 0.25)
  return clampWindow({ from: from - room, to: to + room }, bounds)
}
