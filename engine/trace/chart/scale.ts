import { exp, log } from '../../core/math.ts'
import type { AxisOptions } from './options.ts'

/** Maps the values of one axis to 0 (its beginning) to 1 (its end). */
export interface Scale {
  readonly ticks: readonly number[]
  /** NaN for what the axis cannot show: nothing at or below zero stands on a logarithmic one. */
  position(value: number): number
}

/** How many steps a linear axis has, about. */
const STEPS = 5

/** A scale from the first tick at or below all values to the first at or above them; linear axes begin at zero. */
export function createScale({ scale = 'linear' }: AxisOptions, values: readonly number[]): Scale {
  return scale === 'log' ? logarithmic(values.filter((value) => value > 0)) : linear(values)
}

function linear(values: readonly number[]): Scale {
  const least = Math.min(0, ...values)
  const most = Math.max(least, ...values)
  const step = most > least ? niceStep((most - least) / STEPS) : 1
  const first = Math.floor(least / step)
  const last = Math.max(first + 1, Math.ceil(most / step - 1e-9))
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    rounded((first + index) * step),
  )
  return { ticks, position: (value) => (value / step - first) / (last - first) }
}

function logarithmic(values: readonly number[]): Scale {
  const first = Math.floor(decades(Math.min(...values)) + 1e-9)
  const last = Math.max(first + 1, Math.ceil(decades(Math.max(...values)) - 1e-9))
  const count = values.length === 0 ? 2 : last - first + 1
  const ticks = Array.from({ length: count }, (_, index) => powerOfTen(first + index))
  return { ticks, position: (value) => (decades(value) - first) / (last - first) }
}

/** The next of 1, 2, 5, 10, 20… that is not smaller. */
function niceStep(least: number): number {
  const unit = powerOfTen(Math.floor(decades(least) + 1e-9))
  return unit * ([1, 2, 5].find((factor) => factor * unit >= least * (1 - 1e-9)) ?? 10)
}

const decades = (value: number): number => log(value) / Math.LN10
const powerOfTen = (power: number): number => rounded(exp(power * Math.LN10))

/** Takes back what binary fractions add: 0.30000000000000004 is 0.3. */
const rounded = (value: number): number => Number(value.toPrecision(12))
