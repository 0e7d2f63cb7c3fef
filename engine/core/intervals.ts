import { normalQuantile } from './math.ts'
import { mean, quantile } from './statistics.ts'
import { studentQuantile } from './student.ts'

/** Share of such intervals that cover the true value, unless told otherwise. */
export const DEFAULT_CONFIDENCE = 0.95

/** A value estimated from independent trials, and between what bounds the true one lies at the given confidence. */
export interface Interval {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/**
 * The mean of independent values, with Student's t interval: mean ± t · s / √n. Holds for normal values, and nearly so for others from some thirty on.
 * Undefined for fewer than two values, of which nobody can say how they vary.
 */
export function meanInterval(
  values: ArrayLike<number>,
  confidence = DEFAULT_CONFIDENCE,
): Interval | undefined {
  if (values.length < 2) return undefined
  const estimate = mean(values)!
  const t = studentQuantile((1 + confidence) / 2, values.length - 1)
  const halfWidth = t * Math.sqrt(variance(values) / values.length)
  return { estimate, low: estimate - halfWidth, high: estimate + halfWidth }
}

/** The variance of which the values are a sample (n - 1 in the denominator), in two passes; at least two values. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values)!
  let sum = 0
  for (let at = 0; at < values.length; at++) {
    const deviation = values[at] - centre
    sum += deviation * deviation
  }
  return sum / (values.length - 1)
}

/**
 * The share of independent trials that succeed, with its score interval, which holds for few trials and for shares near 0 and 1 too. Undefined for no trials.
 * Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
 */
export function shareInterval(
  successes: number,
  trials: number,
  confidence = DEFAULT_CONFIDENCE,
): Interval | undefined {
  if (trials === 0) return undefined
  const z = normalQuantile((1 + confidence) / 2)
  const share = successes / trials
  const shrink = 1 + (z * z) / trials
  const centre = (share + (z * z) / (2 * trials)) / shrink
  const spread = Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))
  const halfWidth = (z * spread) / shrink
  // At the ends the bound is the end itself, but for rounding.
  const low = successes === 0 ? 0 : centre - halfWidth
  const high = successes === trials ? 1 : centre + halfWidth
  return { estimate: share, low, high }
}

/**
 * A quantile of independent values between two of them, whatever their distribution: the narrowest pair of ranks outside of which the true quantile lies
 * with at most half the risk on each side. Undefined for too few values: the median needs 6 for 95 %, the 99th percentile 368.
 * Source: David and Nagaraja, "Order Statistics" (2003), section 7.1.
 * @param ascending sorted values
 */
export function quantileInterval(
  ascending: ArrayLike<number>,
  share: number,
  confidence = DEFAULT_CONFIDENCE,
): Interval | undefined {
  const risk = (1 - confidence) / 2
  const below = ranksWithin(ascending.length, share, risk)
  const above = ascending.length - ranksWithin(ascending.length, 1 - share, risk)
  if (below === 0 || above >= ascending.length) return undefined
  return {
    estimate: quantile(ascending, share)!,
    low: ascending[below - 1],
    high: ascending[above],
  }
}

/** Terms of a binomial distribution below this part of its greatest one do not count. */
const NEGLIGIBLE = 1e-18

/** The greatest rank such that the probability that fewer values than it lie below the quantile is at most `risk`; 0 for none. */
function ranksWithin(trials: number, share: number, risk: number): number {
  if (trials === 0 || share <= 0 || share >= 1) return 0
  const { first, weights } = binomial(trials, share)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  let rank = first
  for (const weight of weights) {
    sum += weight
    if (sum > risk * total) break
    rank++
  }
  return rank
}

/** The binomial distribution as far as it counts, from `first` successes on, up to a common factor: its greatest term is 1. */
function binomial(trials: number, share: number) {
  const odds = share / (1 - share)
  const mode = Math.min(trials, Math.floor((trials + 1) * share))
  const falling: number[] = []
  for (let k = mode, weight = 1; k > 0; k--) {
    weight *= k / ((trials - k + 1) * odds)
    if (weight < NEGLIGIBLE) break
    falling.push(weight)
  }
  const rising: number[] = []
  for (let k = mode, weight = 1; k < trials; k++) {
    weight *= ((trials - k) * odds) / (k + 1)
    if (weight < NEGLIGIBLE) break
    rising.push(weight)
  }
  return { first: mode - falling.length, weights: [...falling.reverse(), 1, ...rising] }
}
