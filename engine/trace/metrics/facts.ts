import type { Micros } from '../../core/clock.ts'
import { countUpTo } from '../../core/statistics.ts'
import type { EndpointId, EventKind, KeyId, OperationId } from '../event.ts'
import type { History, OperationSet } from '../history.ts'
import type { Trace } from '../trace.ts'

/** Everything that metrics are computed from. */
export interface RunFacts {
  readonly history: History
  readonly trace: Trace
  /** Warm-up: what begins before it is not in latency, throughput, availability, stale reads, lag and messages. Default 0. */
  readonly startMicros?: Micros
  /** How long clients issued operations, warm-up included. */
  readonly durationMicros: Micros
  /** When the run was over, with the time that replicas had to settle. Default `durationMicros`. */
  readonly endMicros?: Micros
  readonly replicas: readonly EndpointId[]
  /** The replicas that run at the end, and what they hold. */
  readonly live: readonly FinalReplica[]
  /** The replicas whose state counts at the end: what none of them holds is lost. */
  readonly authorities: readonly EndpointId[]
  /** The replicas that are to hold a key. Default: all. */
  readonly holders?: (key: KeyId) => readonly EndpointId[]
  /** What the scenario's faults are called, by number. */
  readonly faultLabels?: readonly string[]
}

/** A replica as it is when the run is over. */
export interface FinalReplica {
  readonly id: EndpointId
  readonly state: {
    keys(): Iterable<KeyId>
    versions(key: KeyId): readonly FinalVersion[]
  }
}

export interface FinalVersion {
  readonly operation: OperationId
  /** The writes that went into a merged value. */
  readonly merged?: OperationSet
}

/** Lists of examples in metrics end after this many; the counts beside them count all. */
export const MAXIMUM_EXAMPLES = 20

/** Time of what does not happen. */
export const NEVER = Number.POSITIVE_INFINITY

/** Operations `from` to `to` - 1. */
export interface OperationRange {
  readonly from: OperationId
  readonly to: OperationId
}

/** The operations that count: invoked after the warm-up and while clients were to issue operations. They are neighbours, since numbers go by invocation. */
export function countedOperations(facts: RunFacts): OperationRange {
  const { invoked, length } = facts.history
  return {
    from: countUpTo(invoked, length, (facts.startMicros ?? 0) - 1),
    to: countUpTo(invoked, length, facts.durationMicros),
  }
}

/** How long was measured. */
export const measuredMicros = (facts: RunFacts): Micros =>
  facts.durationMicros - (facts.startMicros ?? 0)

/** part / whole, undefined of nothing. */
export const shareOf = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : part / whole

/** The writes of a version. */
export const writesOf = (version: FinalVersion): OperationSet =>
  version.merged ?? [version.operation]

/** The numbers of the operations in a range that pass a test, ascending. */
export function selectOperations(
  { from, to }: OperationRange,
  test: (id: OperationId) => boolean,
): Int32Array {
  const selected = new Int32Array(Math.max(0, to - from))
  let count = 0
  for (let id = from; id < to; id++) if (test(id)) selected[count++] = id
  return selected.subarray(0, count)
}

/** The values of a column at the given places. */
export function pick(column: ArrayLike<number>, places: Int32Array): Float64Array {
  const values = new Float64Array(places.length)
  for (let at = 0; at < places.length; at++) values[at] = column[places[at]]
  return values
}

/** Whether the trace has an event of a kind. */
export function hasEvent(trace: Trace, kind: EventKind): boolean {
  return trace.chunks.some((columns, at) =>
    columns.kind.subarray(0, trace.length - at * columns.kind.length).includes(kind),
  )
}
