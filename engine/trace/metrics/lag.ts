import type { Micros } from '../../core/clock.ts'
import { countUpTo, type Distribution, distribution } from '../../core/statistics.ts'
import type { EndpointId } from '../event.ts'
import { Arrivals } from './arrivals.ts'
import { NEVER, type RunFacts } from './facts.ts'

export interface LagOptions {
  /** Points in time at which `series` looks at every replica. Default 200. */
  readonly lagSamples?: number
}

export const DEFAULT_LAG_SAMPLES = 200

export interface LagSample {
  readonly time: Micros
  readonly node: EndpointId
  /** Writes that were readable somewhere and had not arrived here. */
  readonly behindWrites: number
  /** How long the oldest of them had been readable elsewhere; 0 for none. */
  readonly behindMicros: Micros
}

export interface NodeLag {
  readonly node: EndpointId
  /**
   * Of each write, the time from when it became readable anywhere to its arrival here, in microseconds. A write that has not arrived counts with its time until
   * the end, or until its last copy was gone.
   */
  readonly lag: Distribution
  /** Writes that exist at the end and have not arrived here. */
  readonly unapplied: number
}

/** Replication lag of each replica, of writes that became readable after the warm-up and that the replica is to hold. */
export interface ReplicationLag {
  readonly nodes: readonly NodeLag[]
  /** Evenly spaced over the measured time and the drain after it; by replica, then by time. */
  readonly series: readonly LagSample[]
}

export function replicationLag(
  facts: RunFacts,
  { lagSamples = DEFAULT_LAG_SAMPLES }: LagOptions = {},
  arrivals = new Arrivals(facts),
): ReplicationLag {
  const times = sampleTimes(facts, lagSamples)
  const end = endOf(facts)
  const lags = facts.replicas.map((node) => ({ node, waits: waitsOn(facts, arrivals, node) }))
  return {
    nodes: lags.map(({ node, waits }) => ({
      node,
      lag: distribution(waits.until.map((until, at) => Math.min(until, end) - waits.since[at])),
      unapplied: waits.unapplied,
    })),
    series: lags.flatMap(({ node, waits }) => sample(node, waits, times)),
  }
}

/** Of each write that counts, in order of time: since when it was readable somewhere, and until when it was missing here: NEVER where it still is. */
interface Waits {
  readonly since: Float64Array
  readonly until: Float64Array
  readonly unapplied: number
}

const endOf = (facts: RunFacts): Micros => facts.endMicros ?? facts.durationMicros

function waitsOn(facts: RunFacts, arrivals: Arrivals, node: EndpointId): Waits {
  const { history, holders, startMicros = 0 } = facts
  const { writes, first, gone } = arrivals
  const arrived = arrivals.on(node)!
  const since = new Float64Array(writes.length)
  const until = new Float64Array(writes.length)
  let count = 0
  let unapplied = 0
  for (const write of writes) {
    if (first[write] < startMicros) continue
    if (holders !== undefined && !holders(history.key[write]).includes(node)) continue
    since[count] = first[write]
    until[count] = Math.max(first[write], Math.min(arrived[write], gone[write]))
    if (until[count] === NEVER) unapplied++
    count++
  }
  return { since: since.subarray(0, count), until: until.subarray(0, count), unapplied }
}

function sampleTimes(facts: RunFacts, count: number): Float64Array {
  const start = facts.startMicros ?? 0
  const step = (endOf(facts) - start) / count
  return Float64Array.from({ length: count }, (_, at) => Math.round(start + (at + 1) * step))
}

/**
 * Since waits come in order of `since`, the first one that spans a sample is its oldest, and all samples before `seen` that a later wait spans have been seen.
 */
function sample(node: EndpointId, { since, until }: Waits, times: Float64Array): LagSample[] {
  const change = new Int32Array(times.length + 1)
  const oldest = Float64Array.from(times)
  let seen = 0
  for (let at = 0; at < since.length; at++) {
    if (until[at] === since[at]) continue
    const from = countUpTo(times, times.length, since[at] - 1)
    const to = countUpTo(times, times.length, until[at] - 1)
    change[from]++
    change[to]--
    for (let point = Math.max(from, seen); point < to; point++) oldest[point] = since[at]
    seen = Math.max(seen, to)
  }
  let behindWrites = 0
  return Array.from(times, (time, point) => {
    behindWrites += change[point]
    return { time, node, behindWrites, behindMicros: time - oldest[point] }
  })
}
