import {
  type Interval,
  meanInterval,
  quantileInterval,
  shareInterval,
} from '../../core/intervals.ts'
import { mean, quantile } from '../../core/statistics.ts'
import type { Unit } from '../../trace/format.ts'
import type { Quantity } from '../../trace/table-cell.ts'

/** What independent runs say of a number: plain JSON; undefined where too few runs have it. */
export interface Estimate {
  readonly name: string
  readonly unit: Unit
  /** Runs that have the number; one run is one sample, however many operations it has. */
  readonly runs: number
  readonly mean: number | undefined
  /** The true mean lies within this much of `mean`: half of Student's t interval. Undefined for fewer than two runs. */
  readonly halfWidth: number | undefined
  readonly median: number | undefined
  /** Between which two runs the true median lies, whatever the distribution. Undefined for fewer than six runs at 95 %. */
  readonly medianInterval: Interval | undefined
  /** The share of runs in which the number is not 0, with its score interval: none of 30 runs still leaves 11 % possible. */
  readonly nonzero: Interval | undefined
}

/** @param values of the runs; undefined for those without the number, which do not count */
export function estimate(
  { name, unit }: { readonly name: string; readonly unit: Unit },
  values: readonly (number | undefined)[],
  confidence: number,
): Estimate {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b)
  const interval = meanInterval(sorted, confidence)
  const nonzero = sorted.filter((value) => value !== 0).length
  return {
    name,
    unit,
    runs: sorted.length,
    mean: mean(sorted),
    halfWidth: interval && (interval.high - interval.low) / 2,
    median: quantile(sorted, 0.5),
    medianInterval: quantileInterval(sorted, 0.5, confidence),
    nonzero: shareInterval(nonzero, sorted.length, confidence),
  }
}

/** Says of a mean that not all runs had a part in it; undefined where all had, or none. */
export const missingNote = ({ runs }: Estimate, all: number): string | undefined =>
  runs === 0 || runs === all
    ? undefined
    : `From ${runs} of ${all} runs; the others have no such number.`

/** Means are sums of rounded numbers: what is this small beside its half width is 0. */
const ROUNDING = 1e-9

/** The mean as a cell, with how well it is known; where all runs had the same number their spread says nothing of that. */
export const meanCell = (
  { mean, unit, halfWidth = 0 }: Estimate,
  note?: string,
): Quantity | undefined =>
  mean === undefined
    ? undefined
    : {
        value: Math.abs(mean) < ROUNDING * halfWidth ? 0 : mean,
        unit: unit === 'count' ? 'number' : unit,
        ...(halfWidth === 0 ? {} : { halfWidth }),
        ...(note === undefined ? {} : { note }),
      }

/** `95%` of a confidence, as captions say it. */
export const percent = (confidence: number): string => `${Number((confidence * 100).toFixed(3))}%`
