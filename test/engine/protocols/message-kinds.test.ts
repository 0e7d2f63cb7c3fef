import { expect, test } from 'vitest'
import {
  faults,
  inSync,
  keepSiblings,
  leaderless,
  majority,
  mostUpToDate,
  multiLeader,
  phiAccrual,
  resolve,
  type ScenarioSpec,
  simulate,
  singleLeader,
  vote,
} from '../../../engine/index.ts'
import { CLIENT_MESSAGE_KINDS } from '../../../engine/protocols/client.ts'

const accident = [
  faults.at('400ms').partition(['n1'], ['n2', 'n3']),
  faults.at('900ms').heal(),
  faults.at('1s').crash('n1', { loses: 'everything' }),
  faults.at('1300ms').restart('n1'),
]

const SCENARIOS: readonly (readonly [name: string, model: ScenarioSpec['model']])[] = [
  ['raft', singleLeader({ replication: majority(), failover: vote({ preVote: true }) })],
  ['a watched leader', singleLeader({ failover: mostUpToDate({ detectAfter: '200ms' }) })],
  [
    'a leader of those that keep up',
    singleLeader({
      replication: inSync({ lag: '100ms' }),
      failover: mostUpToDate({ detectAfter: '200ms' }),
    }),
  ],
  ['three leaders', multiLeader({ leaders: 3, resolution: keepSiblings() })],
  [
    'leaderless',
    leaderless({ nodes: 4, sloppyQuorum: true, antiEntropy: '100ms', suspectAfter: '50ms' }),
  ],
  ['leaderless with heartbeats', leaderless({ suspectAfter: phiAccrual(), heartbeat: '100ms' })],
]

test.each(SCENARIOS)('%s sends no kind of message that it does not name', (_name, model) => {
  const spec: ScenarioSpec = { model, faults: accident, duration: '2s', drain: '1s' }
  const resolved = resolve(spec)
  const { messageNames } = simulate(spec).trace
  const named = resolved.ok ? resolved.value.model.messageKinds : []
  expect(messageNames.length).toBeGreaterThan(5)
  expect([...CLIENT_MESSAGE_KINDS, ...named!]).toEqual(expect.arrayContaining([...messageNames]))
})
