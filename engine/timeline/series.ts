import { MICROS_PER_SECOND, type Micros } from '../core/clock.ts'
import { quantile } from '../core/statistics.ts'
import type { Unit } from '../trace/format.ts'
import { Action, Outcome } from '../trace/history.ts'
import { DEFAULT_LAG_SAMPLES, replicationLag } from '../trace/metrics/lag.ts'
import { factsOfRecording, namesOfRecording } from './knowledge.ts'
import { divergedKeys } from './replay/divergence.ts'
import { positionAt } from './replay/positions.ts'
import type { Replay } from './replay/replay.ts'
import { MarkKind, OperationClass, type Timeline } from './timeline.ts'

/** A figure over the time of a run. */
export interface Series {
  readonly name: string
  readonly unit: Unit
  /** Of a figure a bin: the middles of the bins. */
  readonly times: Float64Array
  /** NaN where there is nothing to tell. */
  readonly values: Float64Array
}

/** Bins of a series where nothing else is asked for. */
export const DEFAULT_SERIES_BINS = 100

/** Replication lag of each replica, as the metric samples it: how long the oldest write that it lacked had been readable elsewhere. None where the trace is cut short. */
export function lagSeries({ run }: Timeline, lagSamples = DEFAULT_LAG_SAMPLES): Series[] {
  if (run.trace.dropped > 0) return []
  const facts = factsOfRecording(run)
  const { series } = replicationLag(facts, { lagSamples })
  const { endpoint } = namesOfRecording(run)
  return facts.replicas.map((node) => {
    const samples = series.filter((sample) => sample.node === node)
    return {
      name: endpoint(node),
      unit: 'micros',
      times: Float64Array.from(samples, ({ time }) => time),
      values: Float64Array.from(samples, ({ behindMicros }) => behindMicros),
    }
  })
}

/** Quantiles of the latency of operations that ended ok, a bin of the time in which they returned: p50 and p99 of reads and writes. */
export function latencySeries({ run, endMicros }: Timeline, bins = DEFAULT_SERIES_BINS): Series[] {
  const { history } = run
  const returned = (id: number) => history.returned[id]
  return ACTIONS.flatMap(({ name, action }) => {
    const isMeasured = (id: number) =>
      history.action[id] === action && history.outcome[id] === Outcome.ok
    const latencies = collect(history.length, isMeasured, returned, endMicros, bins).map((ids) =>
      Float64Array.from(ids, (id) => history.returned[id] - history.invoked[id]).sort(),
    )
    return QUANTILES.map(({ label, share }) =>
      series(`${name} ${label}`, 'micros', endMicros, bins, (bin) =>
        quantile(latencies[bin], share),
      ),
    )
  })
}

/** Operations a second that returned ok, a bin: reads and writes. */
export function throughputSeries(
  { run, endMicros }: Timeline,
  bins = DEFAULT_SERIES_BINS,
): Series[] {
  const { history } = run
  const seconds = binLength(endMicros, bins) / MICROS_PER_SECOND
  return ACTIONS.map(({ name, action }) => {
    const isDone = (id: number) =>
      history.action[id] === action && history.outcome[id] === Outcome.ok
    const done = collect(history.length, isDone, (id) => history.returned[id], endMicros, bins)
    return series(`${name}s`, 'per-second', endMicros, bins, (bin) => done[bin].length / seconds)
  })
}

/** Of the operations that were called in each bin and have ended, the share that ended ok: reads and writes. As the metric, by time. */
export function availabilitySeries(
  { run, endMicros }: Timeline,
  bins = DEFAULT_SERIES_BINS,
): Series[] {
  const { history } = run
  return ACTIONS.map(({ name, action }) => {
    const hasEnded = (id: number) =>
      history.action[id] === action && history.outcome[id] !== Outcome.open
    const ended = collect(history.length, hasEnded, (id) => history.invoked[id], endMicros, bins)
    return series(`${name}s available`, 'share', endMicros, bins, (bin) => {
      const ok = ended[bin].filter((id) => history.outcome[id] === Outcome.ok)
      return ended[bin].length === 0 ? undefined : ok.length / ended[bin].length
    })
  })
}

/** Stale reads, a bin of the time in which they were called. */
export function staleReadSeries(
  { operations, endMicros }: Timeline,
  bins = DEFAULT_SERIES_BINS,
): Series {
  const { length, ending, invoked } = operations
  const isStale = (id: number) => ending[id] === OperationClass.stale
  const stale = collect(length, isStale, (id) => invoked[id], endMicros, bins)
  return series('stale reads', 'count', endMicros, bins, (bin) => stale[bin].length)
}

/** Times that versions met which did not know of each other, a bin. */
export function conflictSeries({ marks, endMicros }: Timeline, bins = DEFAULT_SERIES_BINS): Series {
  const isConflict = (mark: number) => marks.kind[mark] === MarkKind.conflict
  const met = collect(marks.length, isConflict, (mark) => marks.time[mark], endMicros, bins)
  return series('conflicts', 'count', endMicros, bins, (bin) =>
    met[bin].reduce((sum, mark) => sum + marks.count[mark], 0),
  )
}

/** How many keys the replicas that run hold otherwise than each other, at so many moments. */
export function divergenceSeries(replay: Replay, samples = DEFAULT_SERIES_BINS): Series {
  const { run } = replay
  const counts = divergedKeys(replay)
  const times = Float64Array.from({ length: samples }, (_, at) =>
    Math.round(((at + 1) * run.endMicros) / samples),
  )
  const values = times.map((time) => counts[positionAt(run.trace, time)] ?? 0)
  return { name: 'diverged keys', unit: 'count', times, values }
}

const ACTIONS = [
  { name: 'read', action: Action.read },
  { name: 'write', action: Action.write },
] as const

const QUANTILES = [
  { label: 'p50', share: 0.5 },
  { label: 'p99', share: 0.99 },
] as const

const binLength = (endMicros: Micros, bins: number): Micros => Math.max(1, endMicros) / bins

/** The things that pass, by bin of their times; those after the end are left out. */
function collect(
  length: number,
  passes: (id: number) => boolean,
  timeOf: (id: number) => Micros,
  endMicros: Micros,
  bins: number,
): number[][] {
  const found = Array.from({ length: bins }, (): number[] => [])
  const binMicros = binLength(endMicros, bins)
  for (let id = 0; id < length; id++) {
    if (!passes(id) || !(timeOf(id) <= endMicros)) continue
    found[Math.min(bins - 1, Math.floor(timeOf(id) / binMicros))].push(id)
  }
  return found
}

function series(
  name: string,
  unit: Unit,
  endMicros: Micros,
  bins: number,
  figureOf: (bin: number) => number | undefined,
): Series {
  const binMicros = binLength(endMicros, bins)
  return {
    name,
    unit,
    times: Float64Array.from({ length: bins }, (_, bin) => (bin + 0.5) * binMicros),
    values: Float64Array.from({ length: bins }, (_, bin) => figureOf(bin) ?? Number.NaN),
  }
}
