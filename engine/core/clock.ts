/** Virtual time: whole microseconds since the start of the run. */
export type Micros = number

export const MICROS_PER_MILLI = 1_000
export const MICROS_PER_SECOND = 1_000_000

/** The time of the run, moved on by its loop alone; everything else reads it. */
export class Clock {
  now: Micros = 0
}

export const toMillis = (micros: Micros): number => micros / MICROS_PER_MILLI
export const toSeconds = (micros: Micros): number => micros / MICROS_PER_SECOND
