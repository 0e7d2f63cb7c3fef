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
import {
  LEADERLESS_MESSAGE_KINDS,
  Kind as LeaderlessKind,
} from '../../../engine/protocols/leaderless/messages.ts'
import {
  SINGLE_LEADER_MESSAGE_KINDS,
  Kind as SingleLeaderKind,
} from '../../../engine/protocols/single-leader/messages.ts'

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
  const named = resolved.ok ? resolved.value.model.messageKinds : []
  expect(simulate(spec).trace.messageNames).toEqual([...CLIENT_MESSAGE_KINDS, ...named!])
})

test.each([
  ['leaderless', LEADERLESS_MESSAGE_KINDS, LeaderlessKind],
  ['single leader', SINGLE_LEADER_MESSAGE_KINDS, SingleLeaderKind],
])('%s: each kind has the number of its name', (_name, names, kinds) => {
  const known = [...CLIENT_MESSAGE_KINDS, ...names]
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const named = Object.entries(kinds).map(([name, number]) => [kebab(name), number])
  expect(named).toEqual(names.map((name) => [name, known.indexOf(name)]))
})
