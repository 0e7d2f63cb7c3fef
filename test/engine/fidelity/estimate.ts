import { expect } from 'vitest'
import { countUpTo } from '../../../engine/core/statistics.ts'

/** A mean over independent runs, and how far it may be off. */
export interface Estimate {
  readonly mean: number
  readonly standardError: number
}

/**
 * Measures the same thing with several seeds. Runs with different seeds are independent, whatever happens within one, so the standard error of their mean
 * is that of as many independent samples: s / √n, with s the standard deviation of the runs.
 */
export function overSeeds(runs: number, measure: (seed: number) => number): Estimate {
  const values = Array.from({ length: runs }, (_, run) => measure(run + 1))
  const mean = values.reduce((sum, value) => sum + value, 0) / runs
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, standardError: Math.sqrt(squares / (runs - 1) / runs) }
}

/** The share of `count` in `total` independent trials, with the standard error √(p (1 - p) / n) that the expected share p has. */
export const shareOf = (count: number, total: number, expected: number): Estimate => ({
  mean: count / total,
  standardError: Math.sqrt((expected * (1 - expected)) / total),
})

/**
 * Within three standard errors of the stated value, and of its rounding. A measurement too coarse to tell anything, with a standard error of more than
 * `coarsest` of the value, fails too.
 */
export function expectNear(
  { mean, standardError }: Estimate,
  stated: number,
  { rounding = 0, coarsest = 0.05 } = {},
): void {
  expect(standardError, 'standard error').toBeLessThanOrEqual(coarsest * Math.abs(stated))
  expect(Math.abs(mean - stated), `distance of ${mean} from ${stated}`).toBeLessThanOrEqual(
    3 * standardError + rounding,
  )
}

/** A quantile as somebody states it. */
export interface StatedQuantile {
  /** Of the values that are at most `value`: 0.999 for a 99.9th percentile. */
  readonly share: number
  readonly value: number
  /** How many values it was itself found from; its error then counts too. Default: it is exact. */
  readonly of?: number
  /** How far `value` may be off by being written down with few digits. Default 0. */
  readonly rounding?: number
}

/**
 * The values have the stated quantile, within three standard errors. What has an error is the number of values beyond: of n values, n (1 - share) are expected there,
 * give or take √(n share (1 - share)); a quantile that was itself found from m values adds n / m times this variance.
 */
export function expectQuantile(values: Float64Array, stated: StatedQuantile): void {
  const { share, value, of = Number.POSITIVE_INFINITY, rounding = 0 } = stated
  const { length } = values
  const beyond = (limit: number) => length - countUpTo(values, length, limit)
  const expected = length * (1 - share)
  const error = 3 * Math.sqrt(expected * share * (1 + length / of))
  const name = `values beyond ${value}, the quantile of ${share}`
  expect(beyond(value + rounding), name).toBeLessThanOrEqual(expected + error)
  if (value === 0) return
  expect(beyond(value - rounding), name).toBeGreaterThanOrEqual(expected - error)
}
