import { formatDuration, formatNumber, formatShare } from '../../../../engine/index.ts'
import type { ChartName, ChartSeries } from './chart-data.ts'

export const CHART_TITLES: Readonly<Record<ChartName, string>> = {
  lag: 'Replication lag',
  latency: 'Latency',
  throughput: 'Throughput',
  availability: 'Availability',
  staleness: 'Stale reads',
  conflicts: 'Conflicts',
  divergence: 'Divergence',
}

/** What a point of a chart is. */
export const CHART_WORDS: Readonly<Record<ChartName, string>> = {
  lag: 'age of the oldest write that a replica lacks',
  latency: 'median and 99th percentile of operations that ended ok, by when they returned',
  throughput: 'operations a second that ended ok',
  availability: 'of the operations called then, the share that ended ok',
  staleness: 'reads called then that missed a write which was acknowledged before',
  conflicts: 'versions that met and did not know of each other',
  divergence: 'keys that replicas which run hold differently',
}

const NOTHING_TO_SEE: Readonly<Record<ChartName, string>> = {
  lag: 'No follower lagged whenever it was looked at.',
  latency: 'No operation ended ok.',
  throughput: 'No operation ended ok.',
  availability: 'No operation ended.',
  staleness: 'No read was stale.',
  conflicts: 'No versions met that did not know of each other.',
  divergence: 'Replicas held the same whenever they were compared.',
}

/** Why a chart has no lines; undefined where it has. */
export function emptyWords(
  chart: ChartName,
  series: readonly ChartSeries[],
  dropped: number,
): string | undefined {
  if (series.length === 0) {
    return dropped > 0
      ? 'Not known: not all events of the run are kept.'
      : 'There is nothing to tell in this run.'
  }
  const isEmpty = series.every(({ values }) => values.every((value) => !(value > 0)))
  // Nothing ended ok: a line at nought is what a reader has to see.
  if (chart === 'availability') {
    return series.every(({ values }) => values.every(Number.isNaN))
      ? NOTHING_TO_SEE[chart]
      : undefined
  }
  return isEmpty ? NOTHING_TO_SEE[chart] : undefined
}

/** A value with its unit. */
export function valueText(value: number, unit: ChartSeries['unit']): string {
  if (Number.isNaN(value)) return '–'
  switch (unit) {
    case 'micros':
      return formatDuration(Math.round(value))
    case 'share':
      return formatShare(value)
    case 'per-second':
      return `${formatNumber(Number(value.toPrecision(3)))}/s`
    default:
      return formatNumber(value)
  }
}
