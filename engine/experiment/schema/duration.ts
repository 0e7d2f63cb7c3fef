import { type Micros, toMillis } from '../../core/clock.ts'
import { ok } from '../../core/result.ts'
import { problem, refuse, subject } from './refusal.ts'
import type { Schema } from './schema.ts'

/** A text with a unit (`'250us'`, `'10ms'`, `'2s'`, `'1m'`, `'1h'`), or a number of milliseconds. */
export type Duration = number | string

const MICROS_PER_UNIT = new Map([
  ['us', 1],
  ['ms', 1_000],
  ['s', 1_000_000],
  ['m', 60_000_000],
  ['h', 3_600_000_000],
])

/** The longest time that a scenario may name: a year. */
export const MAXIMUM_MICROS: Micros = 8_760 * 3_600_000_000

const FORM = "a time such as '250us', '10ms', '2s' or '1m', or a number of milliseconds"

/** A time of zero or more. */
export const duration: Schema<Micros> = bounded(0, ', zero or more')

/** A time above zero. */
export const positiveDuration: Schema<Micros> = bounded(1, ', above zero')

/** A time that may be below zero. */
export const signedDuration: Schema<Micros> = bounded(-MAXIMUM_MICROS, ', below zero or above')

/** A time as a scenario writes it, in its largest whole unit. */
export function durationText(micros: Micros): string {
  if (micros === 0) return '0ms'
  if (micros % 1_000_000 === 0) return `${micros / 1_000_000}s`
  if (micros % 1_000 === 0) return `${toMillis(micros)}ms`
  return `${micros}us`
}

/** A refusal of a time that was read: `faults[0].at is 20s, but must be at most 12s.` */
export const refuseTime = (path: string, given: Micros, allowed: string) =>
  problem(
    'scenario/out-of-range',
    `${subject(path)} is ${durationText(given)}, but must be ${allowed}.`,
  )

function bounded(minimum: Micros, restriction: string): Schema<Micros> {
  const allowed = `${FORM}${restriction}`
  return {
    allowed,
    read: (given, path) => {
      const micros = toMicros(given)
      if (micros === undefined) return refuse(path, given, allowed)
      const isWhole = Number.isSafeInteger(micros)
      if (isWhole && micros >= minimum && micros <= MAXIMUM_MICROS) return ok(micros)
      const limit = isWhole && micros > MAXIMUM_MICROS ? ', at most a year' : ''
      const whole = isWhole ? '' : ', in whole microseconds'
      return refuse(path, given, `${allowed}${whole}${limit}`, 'scenario/out-of-range')
    },
  }
}

/** Undefined for what is no time at all; a fraction where the time is no whole number of microseconds. */
function toMicros(given: unknown): number | undefined {
  if (typeof given === 'number') return Number.isFinite(given) ? rounded(given * 1_000) : undefined
  if (typeof given !== 'string') return undefined
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*(us|ms|s|m|h)\s*$/.exec(given)
  if (match === null) return undefined
  return rounded(Number(match[1]) * MICROS_PER_UNIT.get(match[2])!)
}

/** 1.1 ms is 1100.0000000000002 µs in binary; what is that close to a whole number was meant as one. */
function rounded(micros: number): number {
  const nearest = Math.round(micros) + 0
  return Math.abs(micros - nearest) < 1e-4 ? nearest : micros
}
