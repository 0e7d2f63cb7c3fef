import type { TimelineLook } from '../../look/timeline-look.ts'

/** The share of a window that something may fill, which is brought to its middle. */
const MOST_FILLED = 0.6

/** Puts the cursor where something begins, with all of it in the middle of the window: as near as before where it fits. */
export function centreOn(look: TimelineLook, from: number, to: number): void {
  const { from: left, to: right } = look.window.value
  const end = Math.min(to, look.endMicros)
  const span = Math.max(right - left, (end - from) / MOST_FILLED)
  const middle = (from + end) / 2
  look.setWindow({ from: middle - span / 2, to: middle + span / 2 })
  look.moveCursor(from)
}
