import { async, latency, leaderless, singleLeader, workload } from '../../../engine/index.ts'

import { REFUSED_FAULTS } from './refusal-fault-cases.ts'
import { REFUSED_MODELS } from './refusal-model-cases.ts'
import type { Refused } from './refused.ts'

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
  ...REFUSED_MODELS,
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
  ...REFUSED_FAULTS,
]
