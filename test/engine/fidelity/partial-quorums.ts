import {
  type DistributionSpec,
  type Duration,
  EventKind,
  type LinkSpec,
  latency,
  leaderless,
  type Run,
  simulate,
  workload,
} from '../../../engine/index.ts'
import { Action } from '../../../engine/trace/history.ts'

/** One-way delays of the four legs: write, acknowledgement, read, response. */
export interface Legs {
  readonly write: DistributionSpec
  /** Of acknowledgements, reads and responses alike. */
  readonly others: DistributionSpec
  /** Where given, each replica is in a data centre of its own, and each leg to and from another one than the coordinator's takes this much more. */
  readonly away?: Duration
}

/** A share of messages with a Pareto delay, the others with an exponential one; times in milliseconds. */
const fitted = (share: number, minimum: number, shape: number, rate: number): DistributionSpec =>
  latency.mixture([
    { weight: share, latency: latency.pareto({ minimum: micros(minimum), shape }) },
    { weight: 1 - share, latency: latency.exponential(micros(1 / rate)) },
  ])

const micros = (millis: number) => `${Math.round(millis * 1_000)}us`

const ssd = fitted(0.9122, 0.235, 10, 1.66)
const disk = fitted(0.38, 1.05, 1.51, 0.183)

/** Table 3 of Bailis et al.: fits to what two companies measured; for the shape of YMMR see test/fixtures/fidelity/pbs.json. */
export const LEGS = {
  SSD: { write: ssd, others: ssd },
  DISK: { write: disk, others: ssd },
  YMMR: { write: fitted(0.939, 3, 3.5, 0.0028), others: fitted(0.982, 1.5, 3.8, 0.0217) },
  WAN: { write: disk, others: ssd, away: '75ms' },
} satisfies Record<string, Legs>

/** Exponential legs: writes at a rate a millisecond, the others at one. */
export const exponentialLegs = (writesPerMilli: number): Legs => ({
  write: latency.exponential(micros(1 / writesPerMilli)),
  others: latency.exponential('1ms'),
})

export interface Quorum {
  readonly replicas: number
  readonly read: number
  readonly write: number
}

/**
 * Writes, each followed by a read of the same key a time after its answer, over a leaderless cluster that nothing else brings up to date: no read
 * repair, no hints, no anti-entropy, a coordinator that holds no copy. Clients stand beside their coordinators.
 */
export const writesReadBack = (
  { replicas, read, write }: Quorum,
  legs: Legs,
  { pairs, afterMillis = 0, seed = 1 }: { pairs: number; afterMillis?: number; seed?: number },
): Run =>
  simulate({
    seed,
    model: leaderless({
      ...placement(replicas, legs),
      replicas,
      read,
      write,
      coordinator: 'non-replica',
      readRepair: false,
      hintedHandoff: false,
      requestTimeout: '10m',
    }),
    disk: { sync: 0 },
    network: {
      latency: 0,
      ordered: false,
      links: linksOf(replicas, legs),
    },
    workload: workload.custom({
      writeThenRead: 1,
      // One microsecond at least: what happens within one counts as concurrent.
      readAfter: `${Math.max(1, Math.round(afterMillis * 1_000))}us`,
      rate: 10_000,
      clients: 4,
      operations: pairs,
      keys: { count: 1_000_000, distribution: 'uniform' },
      timeout: '10m',
    }),
    duration: '1h',
    drain: '1m',
  })

/** Within one place a node more than replicas; over data centres, in each of them one replica of every key and one node that is none. */
const placement = (replicas: number, { away }: Legs) =>
  away === undefined
    ? { nodes: replicas + 1 }
    : { nodes: 2 * replicas, regions: dataCentres(replicas) }

const dataCentres = (replicas: number): string[] =>
  Array.from({ length: replicas }, (_, index) => `data centre ${index + 1}`)

function linksOf(replicas: number, { write, others, away }: Legs): LinkSpec[] {
  const near = legsOf(write, others)
  if (away === undefined) return near
  const farther = (leg: DistributionSpec) => latency.shifted({ by: away, latency: leg })
  return [
    ...legsOf(farther(write), farther(others)),
    ...dataCentres(replicas).flatMap((place) =>
      near.map((leg) => ({ ...leg, between: [place, place] })),
    ),
  ]
}

const legsOf = (write: DistributionSpec, others: DistributionSpec): LinkSpec[] => [
  { messages: ['replicate'], latency: write },
  { messages: ['replicate-ack', 'fetch', 'fetch-reply'], latency: others },
]

/**
 * For each read, how much later it would have had to begin to see the write before it, in milliseconds, ascending; 0 for one that did see it.
 *
 * A read sees the write when one of the first R replicas to answer had it when it was asked, so it was too early by the least time from the question to the
 * write's arrival over these R.
 */
export function tooEarlyMillis({ trace, history }: Run, read: number): Float64Array {
  const { store, deliver } = EventKind
  const writeOf = writesOfReads(history)
  const stored = new Map<number, number>()
  const asked = new Map<number, number>()
  const answers = new Uint8Array(history.length)
  const least = new Float64Array(history.length).fill(Number.POSITIVE_INFINITY)
  const waiting: (readonly [number, number])[] = []
  const place = (operation: number, node: number) => operation * MAXIMUM_NODES + node
  trace.each(({ kind, operation, node, peer, key, time }, index) => {
    const id = operation[index]
    if (kind[index] === store) stored.set(place(id, node[index]), time[index])
    if (kind[index] !== deliver) return
    const message = trace.messageNames[key[index]]
    if (message === 'fetch') asked.set(place(id, node[index]), time[index])
    if (message !== 'fetch-reply' || answers[id] === read || writeOf[id] < 0) return
    answers[id]++
    waiting.push([id, peer[index]])
  })
  // A write may reach a replica after the answer: only now has all arrived.
  for (const [id, node] of waiting) {
    const early = stored.get(place(writeOf[id], node))! - asked.get(place(id, node))!
    least[id] = Math.min(least[id], Math.max(0, early) / 1_000)
  }
  return least.filter((millis) => millis < Number.POSITIVE_INFINITY).sort()
}

const MAXIMUM_NODES = 256

/** By number of a read, the write of its key; -1 for keys that were written several times, which are left out. */
function writesOfReads({ length, action, key }: Run['history']): Int32Array {
  const writes = new Map<number, number>()
  for (let id = 0; id < length; id++) {
    if (action[id] === Action.write) writes.set(key[id], writes.has(key[id]) ? -1 : id)
  }
  return Int32Array.from({ length }, (_, id) => writes.get(key[id]) ?? -1)
}

export interface Measured {
  /** In milliseconds, ascending; all of the operations that ended ok. */
  readonly readLatencies: Float64Array
  readonly writeLatencies: Float64Array
  /** See `tooEarlyMillis`. */
  readonly tooEarly: Float64Array
}

/** So many pairs that a run's trace stays within its limit. */
const PAIRS_A_RUN = 25_000

export function measurePartialQuorum(quorum: Quorum, legs: Legs, pairs: number): Measured {
  const reads: number[] = []
  const writes: number[] = []
  const early: number[] = []
  for (let seed = 1; (seed - 1) * PAIRS_A_RUN < pairs; seed++) {
    const run = writesReadBack(quorum, legs, { pairs: Math.min(pairs, PAIRS_A_RUN), seed })
    for (const { action, invoked, returned, outcome } of run.history) {
      const latencies = action === 'read' ? reads : writes
      if (outcome === 'ok') latencies.push((returned - invoked) / 1_000)
    }
    for (const millis of tooEarlyMillis(run, quorum.read)) early.push(millis)
  }
  return {
    readLatencies: Float64Array.from(reads).sort(),
    writeLatencies: Float64Array.from(writes).sort(),
    tooEarly: Float64Array.from(early).sort(),
  }
}
