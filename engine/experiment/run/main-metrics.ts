import type { Unit } from '../../trace/format.ts'
import type { Metrics } from '../../trace/metrics/measure.ts'
import type { Vacuity } from '../../trace/metrics/vacuity.ts'

/** One of the numbers that a run is first judged by. */
export interface MainMetric {
  readonly name: string
  readonly unit: Unit
  /** Undefined where there is no data. */
  readonly of: (metrics: Metrics) => number | undefined
  /** Where a run says that the number could not have come out otherwise. */
  readonly vacuity?: keyof Vacuity
}

/** What a summary shows and a comparison sets side by side, in this order. */
export const MAIN_METRICS: readonly MainMetric[] = [
  { name: 'throughput', unit: 'per-second', of: (m) => m.throughput.operationsPerSecond },
  {
    name: 'reads available',
    unit: 'share',
    of: (m) => m.availability.read.share,
    vacuity: 'readsAvailable',
  },
  {
    name: 'writes available',
    unit: 'share',
    of: (m) => m.availability.write.share,
    vacuity: 'writesAvailable',
  },
  { name: 'longest write outage', unit: 'micros', of: (m) => m.availability.write.longestMicros },
  { name: 'read p50', unit: 'micros', of: (m) => m.latency.read.p50 },
  { name: 'read p99', unit: 'micros', of: (m) => m.latency.read.p99 },
  { name: 'write p50', unit: 'micros', of: (m) => m.latency.write.p50 },
  { name: 'write p99', unit: 'micros', of: (m) => m.latency.write.p99 },
  { name: 'stale reads', unit: 'share', of: (m) => m.staleReads.share, vacuity: 'staleReads' },
  { name: 'lost writes', unit: 'count', of: (m) => m.lostWrites?.count, vacuity: 'lostWrites' },
  {
    name: 'lost updates',
    unit: 'count',
    // Without read-modify-writes nothing could be lost, which is not the same as none.
    of: ({ lostUpdates }) =>
      lostUpdates.updates === 0 ? undefined : lostUpdates.fromFinalState?.count,
    vacuity: 'lostUpdates',
  },
  { name: 'conflicts', unit: 'count', of: (m) => m.conflicts?.pairs, vacuity: 'conflicts' },
  { name: 'diverged keys', unit: 'count', of: (m) => m.divergence.count, vacuity: 'divergence' },
  { name: 'split brain', unit: 'micros', of: (m) => m.leadership?.splitBrainMicros },
  { name: 'messages an operation', unit: 'number', of: (m) => m.messages?.messagesPerOperation },
]

/** Why a main metric of a run could not have come out otherwise; undefined where it could. */
export const vacuityOf = ({ vacuity }: MainMetric, metrics: Metrics): string | undefined =>
  vacuity && metrics.vacuity[vacuity]
