import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  faults,
  latency,
  leaderless,
  majority,
  multiLeader,
  resolve,
  type ScenarioSpec,
  singleLeader,
  workload,
} from '../../../engine/index.ts'

const resolved = (spec: ScenarioSpec) => {
  const result = resolve(spec)
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

const WORDS = [
  'kind',
  'model',
  'network',
  'latency',
  'links',
  'between',
  'from',
  'to',
  'faults',
  'at',
  'target',
  'groups',
  'workload',
  'keys',
  'duration',
  'seed',
  'leaderless',
  'single-leader',
  'multi-leader',
  'custom',
  'ycsb',
  'crash',
  'partition',
  'n1',
  'c1',
  'leader',
  'stopped',
  '1s',
  'A',
  'mixture',
  'parts',
  'replication',
  'semi-sync',
  'acks',
  '__proto__',
]
const word = fc.constantFrom(...WORDS)
const garbage = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      undefined,
      null,
      true,
      false,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -0,
      7n,
      Symbol('s'),
      () => 1,
      new Map(),
      new Date(0),
    ),
    fc.double(),
    fc.integer({ min: -2, max: 5 }),
    word,
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(word, fc.string()), tie('value'), { maxKeys: 6 }),
  ),
})).value

/** A scenario that is right but for one value, put in a random place. */
const damaged = fc.tuple(garbage, fc.nat(), fc.nat()).map(([value, first, second]) => {
  const spec: Record<string, unknown> = {
    model: {
      kind: 'single-leader',
      followers: 2,
      replication: { kind: 'semi-sync', acks: 1 },
      failover: { kind: 'vote' },
    },
    network: { latency: '1ms', links: [{ between: ['n1', 'n2'], latency: '5ms' }] },
    workload: { kind: 'custom', read: 1, update: 1, keys: { count: 10 } },
    faults: [
      { at: '1s', kind: 'crash', target: 'leader' },
      { at: '2s', kind: 'partition', groups: [['n1'], ['n2']] },
    ],
    duration: '5s',
  }
  const names = Object.keys(spec)
  const name = names[first % names.length]
  const part = spec[name]
  if (typeof part !== 'object' || second % 4 === 0) spec[name] = value
  else {
    const inner = Object.keys(part as object)
    ;(part as Record<string, unknown>)[inner[second % inner.length]] = value
  }
  return spec
})

test('whatever is given, resolve answers with a scenario or one sentence, and never throws', () => {
  const check = (given: unknown) => {
    const result = resolve(given as ScenarioSpec)
    if (!result.ok) expect(result.problem.message).toMatch(/^[^\n]+\.$/)
  }
  fc.assert(fc.property(garbage, check), { numRuns: 500 })
  fc.assert(fc.property(damaged, check), { numRuns: 2_000 })
})

test('a spec as JSON resolves as the spec itself', () => {
  const spec: ScenarioSpec = {
    model: singleLeader({ followers: 4, replication: majority(), regions: ['eu', 'us'] }),
    network: {
      latency: latency.pareto({ minimum: '1ms', shape: 2 }),
      links: [{ between: ['eu', 'us'], latency: '40ms' }],
    },
    workload: workload.ycsb('D', { rate: 100, keys: 50 }),
    faults: [faults.at('2s').crash('leader', { loses: 'everything' }), faults.at('4s').restart()],
  }
  const plain = (given: ScenarioSpec) => JSON.stringify(resolved(given))
  expect(plain(JSON.parse(JSON.stringify(spec)))).toBe(plain(spec))
})

test('what is left out has its default', () => {
  const scenario = resolved({ model: leaderless() })
  expect(scenario).toMatchObject({
    seed: 1,
    syncMicros: 100,
    durationMicros: 10_000_000,
    drainMicros: 2_000_000,
    faults: [],
    workload: {
      clients: 8,
      arrival: { kind: 'closed', thinkMicros: 0 },
      mix: { read: 0.5, update: 0.5 },
      keys: { count: 100, distribution: 'zipfian', exponent: 0.99 },
      timeoutMicros: 1_000_000,
      retries: 0,
    },
  })
  expect(scenario.network.link(0, 1)).toMatchObject({
    latency: { kind: 'lognormal', p50: 250, p99: 1_000 },
    ordered: true,
  })
})

test('nodes are n1 to nN, then comes the controller, then clients; regions go round robin', () => {
  const { endpoints } = resolved({
    model: singleLeader({ failover: { kind: 'most-up-to-date' }, regions: ['eu', 'us'] }),
    workload: workload.ycsb('A', { clients: 2, regions: ['asia'] }),
  })
  expect(endpoints.map(({ name, region }) => `${name} ${region}`)).toEqual([
    'n1 eu',
    'n2 us',
    'n3 eu',
    'controller eu',
    'c1 asia',
    'c2 asia',
  ])
})

test('a link between regions holds both ways, one from a name to another one way, and a later entry wins', () => {
  const { network } = resolved({
    model: leaderless({ regions: ['eu', 'us', 'us'] }),
    network: {
      latency: '1ms',
      loss: 0.5,
      links: [
        { between: ['eu', 'us'], latency: '40ms' },
        { from: 'n1', to: 'n2', latency: '60ms', loss: 0 },
      ],
    },
  })
  const link = (from: number, to: number) => {
    const { latency: oneWay, loss } = network.link(from, to)
    return [network.distance(from, to), oneWay.kind, loss]
  }
  expect(link(1, 2)).toEqual([1_000, 'constant', 0.5])
  expect(link(0, 1)).toEqual([60_000, 'constant', 0])
  expect(link(1, 0)).toEqual([40_000, 'constant', 0.5])
  expect(link(0, 2)).toEqual([40_000, 'constant', 0.5])
})

test('what a link says of some kinds of messages holds for these alone', () => {
  const { network } = resolved({
    model: leaderless(),
    network: {
      latency: '1ms',
      links: [
        { messages: ['replicate', 'fetch'], latency: '5ms' },
        { from: 'n1', to: 'n2', messages: ['fetch'], loss: 1 },
      ],
    },
  })
  const link = (from: number, to: number, kind?: string) => {
    const { latency: oneWay, loss } = network.link(from, to, kind)
    return [oneWay, loss]
  }
  expect(network.messageKinds).toEqual(['replicate', 'fetch'])
  expect(link(0, 1)).toEqual([{ kind: 'constant', micros: 1_000 }, 0])
  expect(link(0, 1, 'read')).toEqual([{ kind: 'constant', micros: 1_000 }, 0])
  expect(link(0, 1, 'fetch')).toEqual([{ kind: 'constant', micros: 5_000 }, 1])
  expect(link(1, 0, 'fetch')).toEqual([{ kind: 'constant', micros: 5_000 }, 0])
  expect(network.distance(0, 1)).toBe(1_000)
})

test('faults stand in order of time, those of one time as they were given', () => {
  const { faults: found } = resolved({
    model: multiLeader({ regions: ['eu', 'us'] }),
    faults: [
      faults.at('3s').heal(),
      faults.at('1s').partition(['eu'], ['us']),
      faults.at('3s').crash('n1', { loses: 'everything' }),
      faults.at('2s').oneWay({ from: 'n1', to: ['n2', 'c1'] }),
    ],
  })
  expect(found.map(({ at, label }) => `${at / 1_000} ${label}`)).toEqual([
    '1000 partition n1 c1 c3 c5 c7 | n2 c2 c4 c6 c8',
    '2000 cut n1 → n2 c1',
    '3000 heal',
    '3000 crash n1, losing its disk',
  ])
})

test('nothing that a user does to a spec afterwards changes what it was resolved to', () => {
  const groups = [['n1'], ['n2']]
  const scenario = resolved({ model: leaderless(), faults: [faults.at(1).partition(...groups)] })
  groups[0][0] = 'n3'
  expect(scenario.faults[0].label).toBe('partition n1 | n2')
})

test.each([
  ['250us', 250],
  ['10ms', 10_000],
  ['1.1ms', 1_100],
  ['2s', 2_000_000],
  ['1m', 60_000_000],
  [' 3 s ', 3_000_000],
  [5, 5_000],
  [0.25, 250],
])('a duration of %s is %d microseconds', (duration, micros) => {
  expect(resolved({ model: leaderless(), duration }).durationMicros).toBe(micros)
})
