import { expect } from 'vitest'

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
