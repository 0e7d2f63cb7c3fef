import type { Unit } from '../trace/format.ts'
import type { KeptFigure, RecordedRun } from './recorded-run.ts'
import {
  availabilitySeries,
  conflictSeries,
  lagSeries,
  latencySeries,
  type Series,
  staleReadSeries,
  throughputSeries,
} from './series.ts'
import type { Timeline } from './timeline.ts'

/** Values of each figure. */
const KEPT_VALUES = 40
/** More replicas than this have no lags of their own. */
const MOST_REPLICAS = 12

/** Divergence is not among them: all replicas would have to be replayed for it. */
const FIGURES: Readonly<Record<string, (timeline: Timeline) => readonly Series[]>> = {
  latency: (timeline) => latencySeries(timeline, KEPT_VALUES),
  throughput: (timeline) => throughputSeries(timeline, KEPT_VALUES),
  availability: (timeline) => availabilitySeries(timeline, KEPT_VALUES),
  staleness: (timeline) => [staleReadSeries(timeline, KEPT_VALUES)],
  conflicts: (timeline) => [conflictSeries(timeline, KEPT_VALUES)],
  lag: (timeline) =>
    timeline.nodes.length > MOST_REPLICAS ? [] : lagSeries(timeline, KEPT_VALUES),
}

/** The figures of a run, as many charts as have room. @param characters of JSON that they may take together */
export function keepFigures(timeline: Timeline, characters: number): KeptFigure[] {
  const kept: KeptFigure[] = []
  let left = characters
  for (const [chart, figuresOf] of Object.entries(FIGURES)) {
    const figures = figuresOf(timeline).map((series) => keep(chart, series))
    const length = JSON.stringify(figures).length
    if (length > left) continue
    left -= length
    kept.push(...figures)
  }
  return kept
}

function keep(chart: string, { name, unit, times, values }: Series): KeptFigure {
  return {
    chart,
    name,
    unit,
    from: times[0] ?? 0,
    to: times[times.length - 1] ?? 0,
    values: Array.from(values, (value) => (Number.isNaN(value) ? null : rounded(value, unit))),
  }
}

const rounded = (value: number, unit: Unit): number =>
  unit === 'micros' || unit === 'count' ? Math.round(value) : Number(value.toPrecision(4))

/** The lines of a chart that a smaller recording keeps; none where it keeps none. */
export const keptSeries = ({ thinned }: RecordedRun, chart: string): Series[] =>
  (thinned?.figures ?? [])
    .filter((figure) => figure.chart === chart)
    .map(({ name, unit, from, to, values }) => ({
      name,
      unit,
      times: Float64Array.from(
        values,
        (_, at) => from + ((to - from) * at) / Math.max(1, values.length - 1),
      ),
      values: Float64Array.from(values, (value) => value ?? Number.NaN),
    }))
