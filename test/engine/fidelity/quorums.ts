import {
  async,
  type History,
  latency,
  leaderless,
  type Run,
  simulate,
  singleLeader,
  workload,
} from '../../../engine/index.ts'

const REPLICATE = { out: ['replicate'], back: ['replicate-ack'] }

/** The mean latency of a write that waits for `write` of `replicas`, in units of the mean of each hop; the coordinator is none of them. */
export function quorumLatency(
  { write, replicas, hops }: { write: number; replicas: number; hops: 1 | 2 },
  writes: number,
  seed: number,
): number {
  const hop = latency.exponential('10ms')
  const run = simulate({
    seed,
    model: leaderless({
      nodes: replicas + 1,
      replicas,
      write,
      coordinator: 'non-replica',
      hintedHandoff: false,
      requestTimeout: '1h',
    }),
    disk: { sync: 0 },
    network: {
      latency: 0,
      ordered: false,
      links: [
        {
          messages: hops === 1 ? REPLICATE.out : [...REPLICATE.out, ...REPLICATE.back],
          latency: hop,
        },
      ],
    },
    workload: workload.custom({ update: 1, rate: 1_000, operations: writes, timeout: '1h' }),
    duration: '1h',
    limits: { traceEvents: 0 },
  })
  return run.metrics.latency.write.mean! / 10_000
}

/** Reads of an asynchronous follower that is a fixed delay behind its leader; writes of each key come at `writesADelay` a delay. */
export function readsBehindFixedDelay(writesADelay: number, reads: number, seed: number): Run {
  const keys = 50
  const writesPerSecond = (writesADelay / 0.01) * keys
  return simulate({
    seed,
    model: singleLeader({
      followers: 1,
      replication: async(),
      reads: 'followers',
      heartbeat: '10s',
    }),
    disk: { sync: 0 },
    network: { latency: 0, links: [{ between: ['n1', 'n2'], latency: '10ms' }] },
    workload: workload.custom({
      read: 1,
      update: 1,
      rate: 2 * writesPerSecond,
      operations: 2 * reads,
      keys: { count: keys, distribution: 'uniform' },
    }),
    duration: '1h',
    limits: { traceEvents: 0 },
  })
}

/**
 * Two nodes that take writes and pass them on with exponential delay, the last writer wins: of the reads that ask the other node than the key's last
 * write, the share that does not return it. Writes of each key come at `writesADelay` a mean delay.
 */
export function staleShareAcross(writesADelay: number, operations: number, seed: number) {
  const keys = 50
  const writesPerSecond = (writesADelay / 0.01) * keys
  const { history } = simulate({
    seed,
    model: leaderless({ replicas: 2, write: 1, read: 1, readRepair: false, hintedHandoff: false }),
    disk: { sync: 0 },
    network: {
      latency: 0,
      ordered: false,
      links: [{ messages: ['replicate'], latency: latency.exponential('10ms') }],
    },
    workload: workload.custom({
      read: 1,
      update: 1,
      rate: 2 * writesPerSecond,
      operations,
      keys: { count: keys, distribution: 'uniform' },
    }),
    duration: '1h',
    limits: { traceEvents: 0 },
  })
  return readsAcross(history)
}

function readsAcross(history: History): { reads: number; stale: number } {
  const lastWrite = new Map<number, number>()
  let reads = 0
  let stale = 0
  for (const { id, action, key, node, sources } of history) {
    const last = lastWrite.get(key)
    if (action === 'write') lastWrite.set(key, id)
    else if (last !== undefined && history.node[last] !== node) {
      reads++
      if (sources[0] !== last) stale++
    }
  }
  return { reads, stale }
}

/** Share of reads that miss their client's own write, `after` its answer, at a follower whose delay is exponential with a mean of 10 ms. */
export const ownWritesMissed = (afterMillis: number, writes: number, seed: number): number =>
  simulate({
    seed,
    model: singleLeader({
      followers: 2,
      replication: async(),
      reads: 'followers',
      heartbeat: '10m',
    }),
    disk: { sync: 0 },
    network: {
      latency: 0,
      ordered: false,
      links: [{ messages: ['append-entries'], latency: latency.exponential('10ms') }],
    },
    // One write at a time, so that none is delivered by a later one.
    workload: workload.custom({
      writeThenRead: 1,
      readAfter: afterMillis,
      clients: 1,
      think: '300ms',
      operations: writes,
    }),
    duration: '24h',
    limits: { traceEvents: 0 },
  }).metrics.staleReads.share!

/** Strict quorums and nobody who writes at the same time: one client that writes and reads back, over wildly different delays. */
export const strictQuorum = (replicas: number, write: number, read: number): Run =>
  simulate({
    model: leaderless({ replicas, write, read, readRepair: false, hintedHandoff: false }),
    network: { latency: latency.pareto({ minimum: '1ms', shape: 1.2 }), ordered: false },
    workload: workload.custom({
      writeThenRead: 1,
      clients: 1,
      keys: 10,
      operations: 2_000,
      timeout: '1h',
    }),
    duration: '1h',
  })
