/** Speeds of playing: microseconds of the run in a second before the screen. */
export interface Speed {
  readonly name: string
  readonly share: number
}

export const SPEEDS: readonly Speed[] = [
  { name: '1×', share: 1 },
  { name: '½×', share: 0.5 },
  { name: '1/10×', share: 0.1 },
  { name: '1/50×', share: 0.02 },
  { name: '1/200×', share: 0.005 },
  { name: '1/1000×', share: 0.001 },
]

/** Seconds in which the window's length passes, about, at the speed that is chosen first. */
const SECONDS_A_WINDOW = 15

/** Where the cursor is after some time of playing; stops at the end of the run. */
export function playedTo(
  cursor: number,
  elapsedMillis: number,
  share: number,
  end: number,
): number {
  return Math.min(end, cursor + elapsedMillis * 1_000 * share)
}

/** The speed by which a window of this length passes at a pace that can be followed. */
export function speedFor(spanMicros: number): Speed {
  const wished = spanMicros / (SECONDS_A_WINDOW * 1_000_000)
  return SPEEDS.find(({ share }) => share <= wished) ?? SPEEDS[SPEEDS.length - 1]
}
