import {
  defineModel,
  fixedTimeout,
  inSync,
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
import type { Refused } from './refused.ts'

const model = leaderless()

/** How data is replicated, where, and who takes over. */
export const REFUSED_MODELS: readonly (readonly [title: string, spec: Refused])[] = [
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
]
