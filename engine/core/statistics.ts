/** What a set of measured values looks like. All but `count` are undefined where there are no values. */
export interface Distribution {
  readonly count: number
  readonly mean: number | undefined
  readonly minimum: number | undefined
  readonly p50: number | undefined
  readonly p95: number | undefined
  readonly p99: number | undefined
  readonly p999: number | undefined
  readonly maximum: number | undefined
}

/** Takes back the rounding of share · length, so that 7 % of 100 values are 7 and not 8. */
const RANK_TOLERANCE = 1e-9

/**
 * The exact quantile by nearest rank: the smallest value that at least `share` of all values do not exceed. Always one of the values.
 * @param ascending sorted values
 * @param share 0 to 1; 0 gives the least value
 */
export function quantile(ascending: ArrayLike<number>, share: number): number | undefined {
  const { length } = ascending
  if (length === 0) return undefined
  const rank = Math.ceil(share * length - RANK_TOLERANCE)
  return ascending[Math.min(length, Math.max(1, rank)) - 1]
}

/** Arithmetic mean; undefined for no values. */
export function mean(values: ArrayLike<number>): number | undefined {
  if (values.length === 0) return undefined
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index]
  return sum / values.length
}

/** Sorts the values in place and describes them. */
export function distribution(values: Float64Array): Distribution {
  values.sort()
  return {
    count: values.length,
    mean: mean(values),
    minimum: values.at(0),
    p50: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    p99: quantile(values, 0.99),
    p999: quantile(values, 0.999),
    maximum: values.at(-1),
  }
}

/** Whole numbers `from` to `to`, both included, and how many of the values they are. */
export interface Bucket {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Counts whole numbers of 1 and more in buckets that double: 1, 2, 3 to 4, 5 to 8, 9 to 16…; buckets without a value are left out. */
export function doublingHistogram(values: ArrayLike<number>): Bucket[] {
  const counts: number[] = []
  for (let index = 0; index < values.length; index++) {
    const exponent = doublings(values[index])
    while (counts.length <= exponent) counts.push(0)
    counts[exponent]++
  }
  return counts
    .map((count, exponent) => ({ from: ((1 << exponent) >> 1) + 1, to: 1 << exponent, count }))
    .filter(({ count }) => count > 0)
}

/** How often 1 must be doubled to reach the value. */
function doublings(value: number): number {
  let exponent = 0
  for (let top = 1; top < value; top *= 2) exponent++
  return exponent
}

/** How many of the ascending values are at most `limit`. */
export function countUpTo(ascending: ArrayLike<number>, length: number, limit: number): number {
  let from = 0
  let to = length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (ascending[middle] <= limit) from = middle + 1
    else to = middle
  }
  return from
}
