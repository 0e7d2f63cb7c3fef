import { MICROS_PER_MILLI, MICROS_PER_SECOND, type Micros } from '../../core/clock.ts'
import type { Window } from '../window.ts'

/** Where an axis of time has its marks, and what stands there. */
export interface TimeAxis {
  readonly ticks: readonly Tick[]
  /** What the ticks count from, where they are too near to each other to tell the whole time at each: `3.2034 s`. */
  readonly base: string | undefined
}

export interface Tick {
  readonly time: Micros
  readonly label: string
}

const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND

/** Distances between ticks: 1, 2 and 5 of each power of ten up to ten seconds, then what divides minutes and hours. */
const STEPS: readonly Micros[] = [
  ...[1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[10, 15, 30].map((seconds) => seconds * MICROS_PER_SECOND),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1_440].map((minutes) => minutes * MICROS_PER_MINUTE),
]

/**
 * Ticks within a window, at round times.
 *
 * @param most how many there may be; at least 2
 */
export function timeAxis({ from, to }: Window, most: number): TimeAxis {
  const step = stepFor(to - from, Math.max(2, most))
  const first = Math.ceil(from / step)
  const last = Math.floor(to / step)
  const base = baseOf(from, step)
  const label = labelsUpTo(to - (base ?? 0), step)
  const ticks: Tick[] = []
  for (let at = first; at <= last && ticks.length < most; at++) {
    const time = at * step
    ticks.push({ time, label: base === undefined ? label(time) : `+${label(time - base)}` })
  }
  return { ticks, base: base === undefined ? undefined : labelsUpTo(to, step * 100)(base) }
}

/** The smallest step by which no window of this length has more ticks than that. */
function stepFor(span: Micros, most: number): Micros {
  const fits = (step: Micros) => Math.floor(span / step) + 1 <= most
  const step = STEPS.find(fits)
  if (step !== undefined) return step
  let days = STEPS[STEPS.length - 1]
  while (!fits(days)) days *= 2
  return days
}

/** From when on ticks count, where a whole time would need more digits than a reader compares: the round moment before the window. */
function baseOf(from: Micros, step: Micros): Micros | undefined {
  if (step >= 1_000 || from < 1_000 * step) return undefined
  const round = Math.max(1_000, step * 100)
  return Math.floor(from / round) * round
}

/** How the ticks of an axis up to `end` are written, all in one unit and to the precision of their distance: `1.5 s`, `20 ms`, `1:30`. */
function labelsUpTo(end: Micros, step: Micros): (time: Micros) => string {
  if (step >= MICROS_PER_MINUTE || end >= 10 * MICROS_PER_MINUTE) return clock
  if (end < MICROS_PER_MILLI) return (time) => (time === 0 ? '0' : `${time} µs`)
  const [unit, name] = end < MICROS_PER_SECOND ? [MICROS_PER_MILLI, 'ms'] : [MICROS_PER_SECOND, 's']
  const decimals = decimalsOf(step / unit)
  return (time) => (time === 0 ? '0' : `${(time / unit).toFixed(decimals)} ${name}`)
}

/** How many decimals it takes to tell steps of this size apart. */
function decimalsOf(step: number): number {
  let decimals = 0
  for (let unit = 1; unit > step * 1.000001 && decimals < 6; unit /= 10) decimals++
  return decimals
}

/** Minutes and seconds, with hours where there are any. */
function clock(time: Micros): string {
  const whole = Math.round(time / MICROS_PER_SECOND)
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60]
  const two = (count: number) => String(count).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}
