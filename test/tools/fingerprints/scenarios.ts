import {
  cluster,
  faults,
  keepSiblings,
  latency,
  leaderless,
  majority,
  merge,
  mostUpToDate,
  multiLeader,
  type ScenarioSpec,
  semiSync,
  simulate,
  singleLeader,
  sync,
  vote,
  workload,
} from '../../../engine/index.ts'

const clients = { clients: 6, rate: 300, keys: 30 }

const accident = [
  faults.at('400ms').partition(['n1'], ['n2', 'n3']),
  faults.at('600ms').crash('n1', { loses: 'unsynced' }),
  faults.at('600ms').heal(),
  faults.at('1200ms').restart('n1'),
]

/** A dozen scenarios that draw on every part of the engine: models, latencies, workloads, faults. */
const SCENARIOS: Record<string, ScenarioSpec> = {
  'async leader': { model: singleLeader({ reads: 'any' }), workload: workload.ycsb('A', clients) },
  'semi-sync leader that dies': {
    model: singleLeader({ replication: semiSync({ acks: 1, timeout: '50ms' }), failover: vote() }),
    workload: workload.ycsb('B', clients),
    faults: accident,
  },
  'sync leader behind a controller': {
    model: singleLeader({ replication: sync(), failover: mostUpToDate({ detectAfter: '200ms' }) }),
    workload: workload.ycsb('A', clients),
    faults: accident,
  },
  'majority with losses': {
    model: singleLeader({ followers: 4, replication: majority() }),
    network: { latency: latency.exponential('2ms'), loss: 0.05, duplication: 0.02 },
    workload: workload.ycsb('A', clients),
  },
  'three leaders': {
    model: multiLeader({ leaders: 3 }),
    network: { latency: latency.lognormal({ p50: '5ms', p99: '60ms' }) },
    workload: workload.ycsb('A', clients),
    faults: accident,
  },
  'a ring that keeps siblings': {
    model: multiLeader({ leaders: 4, topology: 'ring', resolution: keepSiblings() }),
    network: { latency: latency.uniform('1ms', '9ms') },
    workload: workload.ycsb('F', clients),
  },
  'a star that merges': {
    model: multiLeader({
      leaders: 3,
      topology: 'star',
      resolution: merge((a, b) => Math.max(Number(a), Number(b))),
    }),
    workload: workload.ycsb('A', clients),
  },
  quorum: {
    model: leaderless(),
    network: { latency: latency.pareto({ minimum: '500us', shape: 1.8 }), ordered: false },
    workload: workload.ycsb('D', clients),
  },
  'sloppy quorum with hints': {
    model: leaderless({
      nodes: 5,
      sloppyQuorum: true,
      suspectAfter: '50ms',
      handoffEvery: '100ms',
    }),
    workload: workload.ycsb('A', clients),
    faults: accident,
  },
  'siblings and anti-entropy': {
    model: leaderless({ versions: 'version-vectors', write: 1, read: 1, antiEntropy: '100ms' }),
    network: {
      latency: latency.mixture([
        { weight: 9, latency: latency.constant('1ms') },
        { weight: 1, latency: latency.empirical(['5ms', '20ms', '80ms']) },
      ]),
    },
    workload: workload.ycsb('F', clients),
    faults: [faults.at('300ms').pause('n2'), faults.at('700ms').resume('n2')],
  },
  'busy closed loop': {
    model: leaderless({ nodes: 6 }),
    service: { request: '150us', message: '30us' },
    workload: workload.custom({ read: 2, insert: 1, clients: 12, think: '1ms' }),
  },
}

/** The fingerprint of each scenario, by name; the same on every JavaScript engine. */
export function fingerprints(): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    found[name] = simulate({ seed: 20, duration: '2s', drain: '500ms', ...scenario }).fingerprint
  }
  found['driven by hand'] = drivenByHand()
  return found
}

function drivenByHand(): string {
  const lab = cluster({ seed: 20, model: singleLeader({ failover: vote() }), clients: 2 })
  lab.write('a', 1)
  lab.partition(['n1'], ['n2', 'n3']).advance('1s')
  lab.write('a', 2, { to: 'n2' })
  lab.heal().advance('1s')
  lab.read('a')
  return lab.fingerprint
}
