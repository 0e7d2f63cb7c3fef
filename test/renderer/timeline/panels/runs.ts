import {
  async,
  faults,
  keepSiblings,
  latency,
  leaderless,
  majority,
  mostUpToDate,
  multiLeader,
  type Run,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../../engine/index.ts'

/** Runs that panels are tried on, each made once. */

const network = { latency: latency.lognormal({ p50: '2ms', p99: '12ms' }) }
const work = workload.ycsb('A', { clients: 3, rate: 60, keys: 5 })

const once = (make: () => Run): (() => Run) => {
  let made: Run | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** A leader crashes with entries that nobody else has, and comes back. */
export const failover = once(() =>
  simulate({
    seed: 7,
    model: singleLeader({ followers: 2, replication: async(), failover: vote() }),
    network,
    workload: work,
    faults: [faults.at('900ms').crash('leader', { for: '900ms' })],
    duration: '3s',
  }),
)

/** Two leaders, as the old one is cut off and never fenced. */
export const splitBrain = once(() =>
  simulate({
    seed: 3,
    model: singleLeader({
      followers: 2,
      replication: async(),
      failover: mostUpToDate({ detectAfter: '300ms' }),
      fencing: false,
    }),
    network,
    workload: work,
    faults: [faults.at('800ms').partition(['n1'], ['n2', 'n3', 'controller'], { for: '1.2s' })],
    duration: '3s',
  }),
)

/** Three leaders, one of them cut off for a while; siblings are kept. */
export const conflicts = once(() =>
  simulate({
    seed: 5,
    model: multiLeader({ leaders: 3, resolution: keepSiblings() }),
    network: { latency: latency.lognormal({ p50: '20ms', p99: '60ms' }) },
    workload: workload.ycsb('A', { clients: 3, rate: 60, keys: 3 }),
    faults: [faults.at('1s').partition(['n1'], ['n2', 'n3'], { for: '800ms' })],
    duration: '3s',
  }),
)

/** A replica is down, and others keep hints for it. */
export const hintedHandoff = once(() =>
  simulate({
    seed: 5,
    model: leaderless({ nodes: 4, replicas: 3, sloppyQuorum: true, suspectAfter: '200ms' }),
    network,
    workload: work,
    faults: [faults.at('800ms').crash('n2', { for: '1s' })],
    duration: '3s',
  }),
)

/** Reads ask one replica, and find old values; a clock is wrong. */
export const staleQuorum = once(() =>
  simulate({
    seed: 9,
    model: leaderless({ nodes: 3, replicas: 3, read: 1, write: 1 }),
    network: { latency: latency.lognormal({ p50: '8ms', p99: '60ms' }) },
    workload: workload.ycsb('A', { clients: 3, rate: 80, keys: 2 }),
    faults: [
      faults.at('600ms').clockSkew('n3', '40ms'),
      faults.at('1s').loss(0.1, { for: '500ms' }),
    ],
    duration: '2s',
  }),
)

/** Writes count once a majority has them. */
export const majorityWrites = once(() =>
  simulate({
    seed: 1,
    model: singleLeader({ followers: 2, replication: majority() }),
    network,
    workload: work,
    duration: '500ms',
  }),
)
