import {
  async,
  defineModel,
  faults,
  fixedTimeout,
  inSync,
  latency,
  leaderless,
  majority,
  manual,
  merge,
  mostUpToDate,
  multiLeader,
  phiAccrual,
  semiSync,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'

import { REFUSED_FAULTS, type Refused } from './refusal-fault-cases.ts'

const model = leaderless()
const cyclic: Record<string, unknown> = { model }
cyclic.network = { links: [cyclic] }
class Model {
  readonly kind = 'leaderless'
}
const deep = () => {
  let latencySpec: unknown = '1ms'
  for (let level = 0; level < 30; level++) {
    latencySpec = { kind: 'mixture', parts: [{ weight: 1, latency: latencySpec }] }
  }
  return { model, network: { latency: latencySpec } }
}
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return { model, network: proxy }
}

const withFaults = (...list: readonly unknown[]) => ({ model, faults: list })
const withLeader = (...list: readonly unknown[]) => ({ model: singleLeader(), faults: list })
const at = faults.at('1s')

/** Title of each case, and what is refused; the sentences stand in the snapshot. */
export const REFUSED: readonly (readonly [title: string, spec: Refused])[] = [
  // The whole
  ['nothing', () => undefined],
  ['null', () => null],
  ['a number', () => 7],
  ['a text', () => 'leaderless'],
  ['a list', () => [model]],
  ['a function', () => () => model],
  ['no model', () => ({})],
  ['an unknown field', () => ({ model, sed: 7 })],
  ['an unknown field like no other', () => ({ model, bananas: 7 })],
  ['a cyclic object', () => cyclic],
  [
    'a getter',
    () => ({
      model,
      get seed() {
        throw new Error('read')
      },
    }),
  ],
  ['an instance of a class', () => ({ model: new Model() })],
  ['a Map', () => ({ model, network: new Map() })],
  ['a revoked proxy', revoked],
  ['a spec too deep', deep],
  ['too many values', () => ({ model, faults: new Array(300_000).fill(null) })],
  // Numbers
  ['a seed that is NaN', () => ({ model, seed: Number.NaN })],
  ['an infinite seed', () => ({ model, seed: Number.POSITIVE_INFINITY })],
  ['a negative seed', () => ({ model, seed: -1 })],
  ['a fractional seed', () => ({ model, seed: 0.5 })],
  ['a seed in words', () => ({ model, seed: 'seven' })],
  ['a bigint seed', () => ({ model, seed: 7n })],
  ['a null seed', () => ({ model, seed: null })],
  ['no events', () => ({ model, limits: { events: 0 } })],
  ['a trace too long', () => ({ model, limits: { traceEvents: 1e9 } })],
  // Times
  ['a duration without unit', () => ({ model, duration: '10' })],
  ['an unknown unit', () => ({ model, duration: '10 minutes' })],
  ['an empty duration', () => ({ model, duration: '' })],
  ['a negative duration', () => ({ model, duration: '-1s' })],
  ['no duration', () => ({ model, duration: 0 })],
  ['a duration that is NaN', () => ({ model, duration: Number.NaN })],
  ['a duration of years', () => ({ model, duration: '10000h' })],
  ['half a microsecond', () => ({ model, disk: { sync: '0.5us' } })],
  ['an endless drain', () => ({ model, drain: Number.POSITIVE_INFINITY })],
  ['a service time that is a list', () => ({ model, service: { request: [1] } })],
  [
    'a coordinator outside where all nodes are replicas',
    () => ({ model: leaderless({ coordinator: 'non-replica' }) }),
  ],
  [
    'a coordinator outside that would have to name versions',
    () => ({
      model: leaderless({ nodes: 4, coordinator: 'non-replica', versions: 'version-vectors' }),
    }),
  ],
  // Network
  ['a network that is a list', () => ({ model, network: [] })],
  ['a loss above 1', () => ({ model, network: { loss: 10 } })],
  ['an order that is a text', () => ({ model, network: { ordered: 'yes' } })],
  ['a latency that is no time', () => ({ model, network: { latency: 'fast' } })],
  ['a latency of unknown kind', () => ({ model, network: { latency: { kind: 'normal' } } })],
  ['a latency without kind', () => ({ model, network: { latency: { p50: '1ms' } } })],
  ['a latency that is true', () => ({ model, network: { latency: true } })],
  [
    'a uniform latency backwards',
    () => ({ model, network: { latency: latency.uniform('2ms', '1ms') } }),
  ],
  [
    'a lognormal latency backwards',
    () => ({ model, network: { latency: latency.lognormal({ p50: '2ms', p99: '1ms' }) } }),
  ],
  [
    'a lognormal latency of zero',
    () => ({ model, network: { latency: latency.lognormal({ p50: 0, p99: '1ms' }) } }),
  ],
  [
    'a pareto latency without shape',
    () => ({ model, network: { latency: { kind: 'pareto', minimum: '1ms' } } }),
  ],
  ['an empty mixture', () => ({ model, network: { latency: latency.mixture([]) } })],
  [
    'a mixture of wrong parts',
    () => ({
      model,
      network: { latency: latency.mixture([{ weight: 1, latency: latency.constant('1') }]) },
    }),
  ],
  ['no samples', () => ({ model, network: { latency: latency.empirical([]) } })],
  ['a negative sample', () => ({ model, network: { latency: latency.empirical(['1ms', -1]) } })],
  ['a link for no messages', () => ({ model, network: { links: [{ messages: [], loss: 1 }] } })],
  [
    'a link for messages alone, of which nothing differs',
    () => ({ model, network: { links: [{ messages: ['read'] }] } }),
  ],
  ['a link without ends', () => ({ model, network: { links: [{ latency: '1ms' }] } })],
  ['a link with one end', () => ({ model, network: { links: [{ from: 'n1', latency: '1ms' }] } })],
  [
    'a link with ends twice',
    () => ({ model, network: { links: [{ between: ['n1', 'n2'], from: 'n1', latency: '1ms' }] } }),
  ],
  [
    'a link between three',
    () => ({ model, network: { links: [{ between: ['n1', 'n2', 'n3'], latency: '1ms' }] } }),
  ],
  [
    'a link to nowhere',
    () => ({ model, network: { links: [{ between: ['n1', 'mars'], latency: '1ms' }] } }),
  ],
  [
    'a link from nowhere',
    () => ({ model, network: { links: [{ from: 'n9', to: 'n1', loss: 0.1 }] } }),
  ],
  ['a link without settings', () => ({ model, network: { links: [{ between: ['n1', 'n2'] }] } })],
  [
    'a link for a kind of message that the model never sends',
    () => ({ model, network: { links: [{ messages: ['read', 'append-entries'], loss: 1 }] } }),
  ],
  [
    'a closed loop in which no time passes',
    () => ({ model, network: { latency: 0 }, disk: { sync: 0 } }),
  ],
  [
    'a closed loop of reads in which no time passes',
    () => ({
      model,
      network: { latency: latency.uniform(0, 0) },
      workload: workload.ycsb('C'),
    }),
  ],
  [
    'a replication that was not called',
    () => ({ model: singleLeader({ replication: async as never }) }),
  ],
  ['a model that was not called', () => ({ model: leaderless as never })],
  // In-sync replication
  [
    'a set of more replicas than there are',
    () => ({ model: singleLeader({ replication: inSync({ minimum: 4 }) }) }),
  ],
  [
    'a set that voters do not know',
    () => ({ model: singleLeader({ replication: inSync(), failover: vote() }) }),
  ],
  [
    'a lag below the heartbeat',
    () => ({ model: singleLeader({ replication: inSync({ lag: '10ms' }) }) }),
  ],
  [
    'a replica that stays diverged where a majority is needed',
    () => ({ model: singleLeader({ replication: majority(), rejoin: 'diverge' }) }),
  ],
  [
    'linearizable reads of followers',
    () => ({ model: singleLeader({ readLevel: 'linearizable', reads: 'any' }) }),
  ],
  [
    'a leader that stays although it is fenced',
    () => ({ model: singleLeader({ failover: vote(), stepsDown: false }) }),
  ],
  // Failure detectors
  [
    'a threshold of phi that is never reached',
    () => ({ model: leaderless({ suspectAfter: phiAccrual({ threshold: 1_000 }) }) }),
  ],
  [
    'a detector of unknown kind',
    () => ({ model: leaderless({ suspectAfter: { kind: 'gossip' } as never }) }),
  ],
  [
    'a detector that is no time',
    () => ({
      model: singleLeader({ failover: mostUpToDate({ detectAfter: fixedTimeout('soon') }) }),
    }),
  ],
  ['heartbeats that nobody watches', () => ({ model: leaderless({ heartbeat: '1s' }) })],
  // Regions
  ['a region called as a node', () => ({ model: leaderless({ regions: ['eu', 'n1'] }) })],
  [
    'a client region called as a role',
    () => ({ model, workload: workload.ycsb('A', { regions: ['leader'] }) }),
  ],
  ['no regions', () => ({ model: leaderless({ regions: [] }) })],
  ['a region without name', () => ({ model: leaderless({ regions: [' '] }) })],
  [
    'an unknown region',
    () => ({
      model: leaderless({ regions: ['eu', 'us'] }),
      network: { links: [{ between: ['eu', 'asia'], latency: '1ms' }] },
    }),
  ],
  // Models
  ['an unknown model', () => ({ model: { kind: 'leader-less' } })],
  ['a model that is a text', () => ({ model: 'raft' })],
  ['W above N', () => ({ model: leaderless({ write: 4 }) })],
  ['R above N', () => ({ model: leaderless({ read: 6, replicas: 5 }) })],
  ['N above the nodes', () => ({ model: leaderless({ nodes: 2 }) })],
  ['no replicas', () => ({ model: leaderless({ replicas: 0 }) })],
  ['half a replica', () => ({ model: leaderless({ write: 1.5 }) })],
  ['unknown versions', () => ({ model: { ...model, versions: 'vector' } })],
  ['anti-entropy that is true', () => ({ model: { ...model, antiEntropy: true } })],
  ['a misspelt field of the model', () => ({ model: { ...model, readrepair: true } })],
  [
    'more acks than followers',
    () => ({ model: singleLeader({ replication: semiSync({ acks: 3 }) }) }),
  ],
  [
    'a replication that is a text',
    () => ({ model: { kind: 'single-leader', replication: 'async' } }),
  ],
  [
    'an unknown end of semi-sync',
    () => ({
      model: { kind: 'single-leader', replication: { kind: 'semi-sync', onTimeout: 'fail' } },
    }),
  ],
  [
    'async with acks',
    () => ({ model: { kind: 'single-leader', replication: { kind: 'async', acks: 1 } } }),
  ],
  [
    'reads from followers where there are none',
    () => ({ model: singleLeader({ followers: 0, reads: 'followers' }) }),
  ],
  [
    'reads from followers of leaders that have none',
    () => ({ model: multiLeader({ reads: 'followers' }) }),
  ],
  [
    'fencing where a person promotes',
    () => ({ model: singleLeader({ failover: manual(), fencing: true }) }),
  ],
  [
    'a sloppy quorum without hints',
    () => ({ model: leaderless({ sloppyQuorum: true, hintedHandoff: false }) }),
  ],
  ['reads from a leader of a leaderless cluster', () => ({ model: { ...model, reads: 'leader' } })],
  [
    'an election range backwards',
    () => ({
      model: singleLeader({ failover: vote({ electionTimeout: { from: '2s', to: '1s' } }) }),
    }),
  ],
  [
    'a pre-vote that is a number',
    () => ({ model: singleLeader({ failover: vote({ preVote: 1 as never }) }) }),
  ],
  [
    'a heartbeat slower than the election',
    () => ({ model: singleLeader({ replication: majority(), heartbeat: '200ms' }) }),
  ],
  [
    'a heartbeat slower than detection',
    () => ({ model: singleLeader({ failover: mostUpToDate({ detectAfter: '50ms' }) }) }),
  ],
  ['too many followers', () => ({ model: singleLeader({ followers: 500 }) })],
  [
    'too many followers of leaders',
    () => ({ model: multiLeader({ leaders: 50, followersPerLeader: 10 }) }),
  ],
  [
    'a merge that is no function',
    () => ({ model: multiLeader({ resolution: merge('max' as never) }) }),
  ],
  ['retries that shrink', () => ({ model: multiLeader({ retry: '5s' }) })],
  ['an unknown topology', () => ({ model: { kind: 'multi-leader', topology: 'mesh' } })],
  [
    "a model of one's own without replicas",
    () => ({ model: defineModel({ name: 'mine', createReplica: () => ({}) } as never) }),
  ],
  [
    "a model of one's own without behaviour",
    () => ({ model: defineModel({ name: 'mine', replicas: 3 } as never) }),
  ],
  [
    "a model of one's own without name",
    () => ({ model: defineModel({ name: '', replicas: 3 } as never) }),
  ],
  // Workload
  ['an unknown YCSB workload', () => ({ model, workload: workload.ycsb('E' as never) })],
  [
    'a misspelt field of the workload',
    () => ({ model, workload: workload.ycsb('A', { cients: 8 } as never) }),
  ],
  ['no clients', () => ({ model, workload: workload.ycsb('A', { clients: 0 }) })],
  ['a rate of zero', () => ({ model, workload: workload.ycsb('A', { rate: 0 }) })],
  [
    'a think time in an open loop',
    () => ({ model, workload: workload.ycsb('A', { rate: 10, think: '1s' }) }),
  ],
  ['a mix of nothing', () => ({ model, workload: workload.custom({}) })],
  ['a negative weight', () => ({ model, workload: workload.custom({ read: -1 }) })],
  ['no keys', () => ({ model, workload: workload.ycsb('A', { keys: 0 }) })],
  [
    'keys that are a text',
    () => ({ model, workload: workload.ycsb('A', { keys: 'many' as never }) }),
  ],
  [
    'an unknown distribution',
    () => ({ model, workload: workload.ycsb('A', { keys: { distribution: 'normal' as never } }) }),
  ],
  ['a timeout of zero', () => ({ model, workload: workload.ycsb('A', { timeout: 0 }) })],
  [
    'retries for ever',
    () => ({ model, workload: workload.ycsb('A', { retries: Number.POSITIVE_INFINITY }) }),
  ],
  // Faults
  ['faults that are one fault', () => ({ model, faults: at.heal() })],
  ['a fault without time', () => withFaults({ kind: 'heal' })],
  ['an unknown fault', () => withFaults({ at: 0, kind: 'explode' })],
  ['a fault after the end', () => withFaults(faults.at('20s').heal())],
  ['a fault before the start', () => withFaults(faults.at(-1).heal())],
  ['a crash of nobody', () => withFaults(at.crash('n7'))],
  [
    'a crash of nobody among many',
    () => ({ model: leaderless({ nodes: 50 }), faults: [at.crash('n99')] }),
  ],
  ['a crash of a client', () => withFaults(at.crash('c1'))],
  ['a crash of a list', () => withFaults(at.crash(['n1'] as never))],
  ['a crash of the leader where there is none', () => withFaults(at.crash('leader'))],
  [
    'a crash of the leader where there are several',
    () => ({ model: multiLeader(), faults: [at.crash('leader')] }),
  ],
  ['a crash of the controller where there is none', () => withLeader(at.crash('controller'))],
  ['a crash that loses its mind', () => withFaults(at.crash('n1', { loses: 'mind' as never }))],
  ['a restart of the leader', () => withLeader(at.crash('n1'), at.restart('leader'))],
  ['a restart before any crash', () => withFaults(at.restart('n1'), faults.at('2s').crash('n1'))],
  ['a resume before any pause', () => withFaults(at.resume())],
  ['a promotion where there is no leader', () => withFaults(at.promote('n1'))],
  ['a promotion without failover', () => withLeader(at.promote('n2'))],
  [
    'a promotion of the leader',
    () => ({ model: singleLeader({ failover: manual() }), faults: [at.promote('leader')] }),
  ],
  ['a partition into one', () => withFaults(at.partition(['n1', 'n2']))],
  ['a partition of texts', () => withFaults(at.partition('n1' as never, 'n2' as never))],
  ['a partition with an empty group', () => withFaults(at.partition(['n1'], []))],
  ['groups that overlap', () => withFaults(at.partition(['n1', 'n2'], ['n3', 'n2']))],
  [
    'groups that overlap by region',
    () => ({
      model: leaderless({ regions: ['eu', 'us'] }),
      faults: [at.partition(['eu'], ['us', 'n1'])],
    }),
  ],
  ['a leader on both sides', () => withLeader(at.partition(['leader'], ['leader', 'n3']))],
  ['an isolation of nobody', () => withFaults(at.isolate())],
  ['an isolation of a stranger', () => withFaults(at.isolate('n1', 'n4'))],
  ['an isolation of the leader where there is none', () => withFaults(at.isolate('leader'))],
  ['a cut without end', () => withFaults({ at: 0, kind: 'one-way', from: 'n1' })],
  ['a cut to a stranger', () => withFaults(at.oneWay({ from: 'n1', to: 'eu' }))],
  ['a loss above 1', () => withFaults(at.loss(2))],
  ['a negative delay', () => withFaults(at.delay('-1ms'))],
  ...REFUSED_FAULTS,
]
