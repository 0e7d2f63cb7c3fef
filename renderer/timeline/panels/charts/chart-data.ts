import {
  availabilitySeries,
  conflictSeries,
  DEFAULT_SERIES_BINS,
  divergenceSeries,
  keptSeries,
  lagSeries,
  latencySeries,
  type Replay,
  type Series,
  staleReadSeries,
  type Timeline,
  throughputSeries,
} from '../../../../engine/timeline/index.ts'

/** Figures that can be drawn over time. */
export const CHARTS = [
  'lag',
  'latency',
  'throughput',
  'availability',
  'staleness',
  'conflicts',
  'divergence',
] as const
export type ChartName = (typeof CHARTS)[number]

export type ChartSeries = Series

export interface ChartQuestion {
  readonly chart: ChartName
  /** Bins or samples over the whole run. */
  readonly bins: number
}

/** Keys of all nodes are compared for each sample, so there are fewer of them. */
const MOST_DIVERGENCE_SAMPLES = DEFAULT_SERIES_BINS

/** Lag is sampled, and short where a run is well: few samples would miss it. */
const LEAST_LAG_SAMPLES = 240

/** The lines of a chart over the whole run; of a part of one, what was kept of them. None where the recording cannot tell. */
export function chartOf(
  timeline: Timeline,
  replay: () => Replay,
  { chart, bins }: ChartQuestion,
): readonly ChartSeries[] {
  if (timeline.run.thinned !== undefined) return keptSeries(timeline.run, chart)
  switch (chart) {
    case 'lag':
      return lagSeries(timeline, Math.max(bins, LEAST_LAG_SAMPLES))
    case 'latency':
      return latencySeries(timeline, bins)
    case 'throughput':
      return throughputSeries(timeline, bins)
    case 'availability':
      return availabilitySeries(timeline, bins)
    case 'staleness':
      return [staleReadSeries(timeline, bins)]
    case 'conflicts':
      return [conflictSeries(timeline, bins)]
    case 'divergence':
      return [divergenceSeries(replay(), Math.min(bins, MOST_DIVERGENCE_SAMPLES))]
  }
}

/** Bins in a window, as long as there is enough in it that a bin tells something. */
const BINS_A_WINDOW = 120
const LEAST_BINS = 30
const OPERATIONS_A_BIN = 10
const MOST_BINS = 3_840

/** Bins over the whole run so that a window has enough; doubled step by step, so that zooming asks seldom. */
export function binsFor(windowMicros: number, endMicros: number, operations: number): number {
  const wished = Math.floor(operations / OPERATIONS_A_BIN)
  const inWindow = Math.min(BINS_A_WINDOW, Math.max(LEAST_BINS, wished))
  let bins = inWindow
  while (bins < MOST_BINS && (bins * windowMicros) / endMicros < inWindow) bins *= 2
  return bins
}
