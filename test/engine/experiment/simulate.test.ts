import { describe, expect, test } from 'vitest'
import {
  compare,
  defineModel,
  EventKind,
  faults,
  keepSiblings,
  latency,
  leaderless,
  majority,
  manual,
  merge,
  mostUpToDate,
  multiLeader,
  type Run,
  type ScenarioSpec,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'
import { displaySymbol } from '../../../engine/trace/table.ts'
import { createSoloReplica } from '../support/solo-replica.ts'

const SHORT = {
  network: { latency: latency.uniform('1ms', '3ms') },
  workload: workload.ycsb('F', { clients: 4, rate: 100, keys: 10 }),
  duration: '2s',
  drain: '1s',
} as const

const MODELS = {
  'single-leader': singleLeader({ replication: majority() }),
  'multi-leader': multiLeader({ resolution: keepSiblings() }),
  leaderless: leaderless(),
}

const faultTimes = (run: Run) =>
  run.trace
    .events(EventKind.fault)
    .map(
      ({ time, a, b }) =>
        `${time / 1_000} ${run.names.faults[a].label} ${b === 0 ? 'begins' : 'ends'}`,
    )

describe.each(Object.entries(MODELS))('a run of a %s cluster', (_name, model) => {
  const spec: ScenarioSpec = { ...SHORT, seed: 7, model }

  test('is the same for the same seed, and another for another', () => {
    const { fingerprint } = simulate(spec)
    expect(simulate(spec).fingerprint).toBe(fingerprint)
    expect(simulate({ ...spec, seed: 8 }).fingerprint).not.toBe(fingerprint)
  })

  test('is the same from its recipe as JSON', () => {
    const run = simulate(spec)
    const recipe = JSON.parse(JSON.stringify(run.scenario))
    expect(recipe).toEqual(JSON.parse(JSON.stringify(spec)))
    expect(simulate(recipe).fingerprint).toBe(run.fingerprint)
  })

  test('does what clients ask, and ends with the same values on all nodes', () => {
    const { history, nodes, summary } = simulate({ ...spec, drain: '10s' })
    expect(history.length).toBeGreaterThan(150)
    expect(summary.reads.ok).toBe(summary.reads.total)
    expect(summary.writes.ok).toBe(summary.writes.total)
    for (const { values } of nodes) expect(values).toEqual(nodes[0].values)
  })

  test('shows itself as text and as a recipe', () => {
    const bundle = simulate(spec)[displaySymbol]()
    expect(bundle['text/plain']).toContain('fingerprint')
    const data = bundle['application/vnd.replilab.run+json']
    expect(JSON.parse(JSON.stringify(data))).toEqual(data)
    expect(data).toMatchObject({ seed: 7, engine: expect.any(String), limits: [] })
  })
})

test('a run shows what it was, what went wrong on purpose and what came of it', async () => {
  const { fingerprint, ...run } = simulate({
    ...SHORT,
    seed: 7,
    model: leaderless({ write: 1, read: 1 }),
    faults: [faults.at('500ms').crash('n1'), faults.at('1s').restart('n1')],
  })
  expect(run.seed).toBe(7)
  const shown = simulate(run.scenario as ScenarioSpec)[displaySymbol]()['text/plain']
  await expect(shown.replace(fingerprint, '(fingerprint)')).toMatchFileSnapshot('run.txt')
})

test('scenarios that differ in one setting see the same workload: the same keys, actions and arrivals', () => {
  const asked = (model: ScenarioSpec['model']) =>
    [...simulate({ ...SHORT, workload: workload.ycsb('A', { rate: 200 }), model }).history].map(
      ({ session, action, key, invoked }) => `${session} ${action} ${key} ${invoked}`,
    )
  const first = asked(leaderless({ write: 1 }))
  expect(asked(leaderless({ write: 3 }))).toEqual(first)
  expect(asked(leaderless({ readRepair: false, nodes: 5 }))).toEqual(first)
})

test('in a closed loop each client asks for the same keys in the same order', () => {
  const asked = (write: number) => {
    const sequences: string[][] = [[], [], [], []]
    const spec = {
      ...SHORT,
      workload: workload.ycsb('A', { clients: 4 }),
      model: leaderless({ write }),
    }
    for (const { session, action, key } of simulate(spec).history) {
      if (sequences[session].length < 100) sequences[session].push(`${action} ${key}`)
    }
    return sequences
  }
  expect(asked(3)).toEqual(asked(1))
})

test('each fault begins at its time, and ends when it is undone', () => {
  const run = simulate({
    ...SHORT,
    model: leaderless(),
    faults: [
      faults.at('100ms').crash('n1'),
      faults.at('200ms').crash('n2'),
      faults.at('300ms').restart('n2'),
      faults.at('400ms').isolate('n3'),
      faults.at('450ms').loss(0.5),
      faults.at('500ms').heal(),
      faults.at('600ms').pause('n3'),
      faults.at('700ms').resume(),
      faults.at('800ms').restart(),
    ],
  })
  expect(faultTimes(run)).toEqual([
    '100 crash n1 begins',
    '200 crash n2 begins',
    '300 restart n2 begins',
    '300 crash n2 ends',
    '300 restart n2 ends',
    '400 isolate n3 begins',
    '450 lose 50% of messages begins',
    '500 heal begins',
    '500 isolate n3 ends',
    '500 lose 50% of messages ends',
    '500 heal ends',
    '600 pause n3 begins',
    '700 resume stopped begins',
    '700 pause n3 ends',
    '700 resume stopped ends',
    '800 restart stopped begins',
    '800 crash n1 ends',
    '800 restart stopped ends',
  ])
})

test('a fault on the leader strikes whoever leads then', () => {
  const run = simulate({
    ...SHORT,
    duration: '4s',
    model: singleLeader({ replication: majority(), failover: vote() }),
    faults: [faults.at('1s').crash('leader'), faults.at('3s').crash('leader')],
  })
  const crashed = run.trace.events(EventKind.crash).map(({ node }) => run.names.endpoint(node))
  expect(crashed[0]).toBe('n1')
  expect(crashed[1]).toMatch(/^n[23]$/)
})

test('a leader that is cut off from its followers stands alone on its side', () => {
  const run = simulate({
    ...SHORT,
    model: singleLeader({ failover: mostUpToDate() }),
    faults: [faults.at('1s').partition(['leader'], ['n1', 'n2', 'n3'])],
  })
  const drops = run.trace.events(EventKind.drop).map(({ node, peer }) => [node, peer])
  expect(drops.length).toBeGreaterThan(0)
  expect(drops.every((ends) => ends.includes(0))).toBe(true)
})

test('a person makes a follower the leader', () => {
  const run = simulate({
    ...SHORT,
    model: singleLeader({ failover: manual() }),
    faults: [faults.at('500ms').crash('leader'), faults.at('1s').promote('n2')],
  })
  expect(run.nodes.map(({ node, role }) => `${node} ${role}`)).toEqual([
    'n1 undefined',
    'n2 leader',
    'n3 follower',
  ])
})

test('a run that comes to a limit says so', () => {
  const run = simulate({ ...SHORT, model: leaderless(), limits: { events: 500, traceEvents: 100 } })
  expect(run.limits.map(({ name }) => name)).toEqual(['events', 'traceEvents'])
  expect(run[displaySymbol]()['text/plain']).toContain('limits.events')
  const whole = simulate({ ...SHORT, model: leaderless(), limits: { events: 500 } })
  expect(run.fingerprint).toBe(whole.fingerprint)
})

test('a function stands in the recipe as its source', () => {
  const model = multiLeader({ resolution: merge((a, b) => Math.max(Number(a), Number(b))) })
  const { scenario } = simulate({ ...SHORT, model })
  expect(JSON.stringify(scenario)).toContain('Math.max(Number(a), Number(b))')
})

test("a model of the user's own runs as the others do", () => {
  const model = defineModel({ name: 'solo', replicas: 1, createReplica: createSoloReplica })
  const run = simulate({ ...SHORT, model })
  expect(run.summary).toMatchObject({ model: 'solo', nodes: 1 })
  expect(run.summary.writes.ok).toBe(run.summary.writes.total)
})

test('compare sets the runs side by side', async () => {
  const compared = compare({
    one: { ...SHORT, model: leaderless({ write: 1, read: 1 }) },
    all: { ...SHORT, model: leaderless({ write: 3, read: 1 }) },
  })
  expect(compared.runs.one.history.length).toBe(compared.runs.all.history.length)
  await expect(compared[displaySymbol]()['text/plain']).toMatchFileSnapshot('comparison.txt')
})

test.each([
  ['seed', { seed: 9 }],
  ['workload', { workload: workload.ycsb('A') }],
  ['faults', { faults: [faults.at('1s').crash('n1')] }],
  ['duration', { duration: '1s' }],
  ['warmUp', { warmUp: '1s' }],
  ['drain', { drain: '3s' }],
])('compare refuses scenarios that differ in %s', (field, other) => {
  const spec = { ...SHORT, model: leaderless() }
  expect(() => compare({ a: spec, b: { ...spec, ...other } })).toThrow(
    `${field} differs between 'a' and 'b', but scenarios that are compared must have the same seed, workload, faults, warmUp, duration, drain.`,
  )
})

test('compare says which of the scenarios is wrong', () => {
  const spec = { ...SHORT, model: leaderless() }
  const wrong = { ...SHORT, model: leaderless({ write: 9 }) }
  expect(() => compare({ good: spec, bad: wrong })).toThrow("In 'bad': model.write is 9")
  expect(() => compare({ only: spec })).toThrow(
    'compare has 1, but must be an object of 2 to 20 scenarios by name.',
  )
  expect(() => compare(null as never)).toThrow('compare is null')
})
