import {
  async,
  EventKind,
  faults,
  type LatencySpec,
  latency,
  leaderless,
  type Run,
  semiSync,
  simulate,
  singleLeader,
  type Trace,
  workload,
} from '../../../engine/index.ts'

/** Mean service time of the queues here. */
const SERVICE_MILLIS = 1

/**
 * The mean time, in units of the mean service time, that a request waits for a node which works on one at a time; requests arrive as a Poisson process.
 * The node is a cluster of one, asked over a network that takes no time, so that latency is waiting and service.
 */
export function meanWait(load: number, service: LatencySpec, requests: number, seed: number) {
  const run = simulate({
    seed,
    model: leaderless({ replicas: 1, requestTimeout: '1h' }),
    network: { latency: 0 },
    service: { request: service },
    workload: workload.custom({
      read: 1,
      rate: (1_000 * load) / SERVICE_MILLIS,
      operations: requests,
      clients: 1,
      timeout: '1h',
    }),
    duration: '1h',
    limits: { traceEvents: 0 },
  })
  return run.metrics.latency.read.mean! / (1_000 * SERVICE_MILLIS) - 1
}

export const exponentialService = latency.exponential('1ms')
export const constantService = latency.constant('1ms')

/** A cluster with traffic on its links, queues at its processors and syncs of its disks; at its end all is at rest. */
export const busyCluster = (): Run =>
  simulate({
    seed: 3,
    model: leaderless({ replicas: 3 }),
    network: { latency: latency.exponential('2ms') },
    service: { request: latency.exponential('300us'), message: '100us' },
    disk: { sync: '500us' },
    workload: workload.custom({ read: 1, update: 1, rate: 600, operations: 3_000 }),
    duration: '20s',
    drain: '5s',
  })

/** Writes that a node which holds no copy sends to three replicas, whose processors take no time: from arrival to acknowledgement there is the disk alone. */
export const busyDisks = (): Run =>
  simulate({
    seed: 4,
    model: leaderless({ replicas: 3, nodes: 4, coordinator: 'non-replica', readRepair: false }),
    network: { latency: latency.exponential('2ms') },
    disk: { sync: '800us' },
    workload: workload.custom({ update: 1, rate: 600, operations: 3_000 }),
    duration: '20s',
    drain: '5s',
  })

/** One leader and a follower that applies what it receives with two workers, at nine tenths of what they can do. */
export const busyApplier = (): Run =>
  simulate({
    seed: 5,
    model: singleLeader({
      followers: 1,
      replication: async(),
      applier: { time: latency.exponential('3ms'), workers: 2 },
    }),
    network: { latency: latency.exponential('2ms') },
    workload: workload.custom({ update: 1, rate: 600, operations: 3_000 }),
    duration: '20s',
    drain: '5s',
  })

/** What one event of the trace says on a thing that enters or leaves: its name; undefined for another event. */
export type Passage = (event: {
  kind: number
  message: string
  node: number
  peer: number
  operation: number
  a: number
}) => string | undefined

/**
 * Little's law of whatever lies between two passages: the mean number inside by integration over time, and arrivals a second times the mean time inside.
 * The two are computed along different ways: the first never looks at which thing leaves, the second never at what else is inside.
 */
export function littlesLaw(trace: Trace, enters: Passage, leaves: Passage) {
  const entered = new Map<string, number>()
  let inside = 0
  let area = 0
  let last = 0
  let arrivals = 0
  let sojourns = 0
  let end = 0
  trace.each((columns, index) => {
    const time = columns.time[index]
    const event = {
      kind: columns.kind[index],
      message: trace.messageNames[columns.key[index]] ?? '',
      node: columns.node[index],
      peer: columns.peer[index],
      operation: columns.operation[index],
      a: columns.a[index],
    }
    end = time
    const entering = enters(event)
    const leaving = leaves(event)
    if (entering === undefined && leaving === undefined) return
    area += inside * (time - last)
    last = time
    if (entering !== undefined) {
      inside++
      arrivals++
      entered.set(entering, time)
    }
    if (leaving !== undefined) {
      inside--
      sojourns += time - entered.get(leaving)!
    }
  })
  return {
    arrivals,
    left: inside,
    inside: area / end,
    rateTimesTime: (arrivals / end) * (sojourns / arrivals),
  }
}

const named =
  (
    kind: number,
    message: string,
    name: (event: Parameters<Passage>[0]) => string | undefined,
  ): Passage =>
  (event) =>
    event.kind === kind && (message === '' || event.message === message) ? name(event) : undefined

/** On the link from one endpoint to another. */
export const onLink = (from: number, to: number): [Passage, Passage] => [
  (event) =>
    event.kind === EventKind.send && event.node === from && event.peer === to
      ? `${event.a}`
      : undefined,
  (event) =>
    event.kind === EventKind.deliver && event.peer === from && event.node === to
      ? `${event.a}`
      : undefined,
]

/** From a write's arrival at a replica to its acknowledgement: processor, apply and disk. */
export const atDisks: [Passage, Passage] = [
  named(EventKind.deliver, 'replicate', ({ node, operation }) => `${node} ${operation}`),
  named(EventKind.send, 'replicate-ack', ({ node, operation }) => `${node} ${operation}`),
]

/** At a follower, from a write's arrival in its log to the moment at which it can be read there. */
export const toBeApplied = (node: number): [Passage, Passage] => {
  const there = (event: Parameters<Passage>[0]) =>
    event.node === node ? `${event.operation}` : undefined
  return [named(EventKind.append, '', there), named(EventKind.store, '', there)]
}

/** From a client's call to its return: the whole system. */
export const inSystem: [Passage, Passage] = [
  named(EventKind.invoke, '', ({ operation }) => `${operation}`),
  named(EventKind.return, '', ({ operation }) => `${operation}`),
]

/** Writes a second of one session that waits for one follower, at this round trip between them; the client is beside the leader. */
export function semiSyncThroughput(roundTripMillis: number, localMillis: number): number {
  const run = simulate({
    model: singleLeader({ followers: 1, replication: semiSync({ acks: 1, timeout: '10s' }) }),
    disk: { sync: 0 },
    service: { request: localMillis },
    network: { latency: 0, links: [{ between: ['n1', 'n2'], latency: roundTripMillis / 2 }] },
    workload: workload.custom({ update: 1, clients: 1 }),
    duration: '60s',
  })
  return run.metrics.throughput.writesPerSecond!
}

/** One follower that applies `applied` entries a second, while `written` a second are written for some seconds; then no more are. */
export const overload = ({
  written,
  applied,
  seconds,
  seed,
}: Readonly<Record<'written' | 'applied' | 'seconds' | 'seed', number>>): Run =>
  simulate({
    seed,
    model: singleLeader({ followers: 1, replication: async(), maxBatch: 1, heartbeat: '1h' }),
    disk: { sync: 0 },
    service: { message: 1_000 / applied },
    network: { latency: 0 },
    workload: workload.custom({ update: 1, rate: written, keys: 1, timeout: '1h' }),
    duration: `${seconds}s`,
    drain: `${seconds}s`,
  })

/** One follower that works four times as long on each entry for some seconds, while 500 entries a second are written all the time; before and after it applies 1,000 a second. */
export const slowForAWhile = (seconds: number, seed: number): Run =>
  simulate({
    seed,
    model: singleLeader({ followers: 1, replication: async(), maxBatch: 1, heartbeat: '1h' }),
    disk: { sync: 0 },
    service: { message: '1ms' },
    network: { latency: 0 },
    workload: workload.custom({ update: 1, rate: 500, keys: 1, timeout: '1h' }),
    faults: [faults.at(0).slow('n2', { factor: 4, for: `${seconds}s` })],
    duration: `${2 * seconds}s`,
    drain: `${seconds}s`,
  })
