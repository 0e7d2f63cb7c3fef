import { describe, expect, test } from 'vitest'
import {
  async,
  check,
  cluster,
  importHistory,
  latency,
  leaderless,
  type Run,
  simulate,
  singleLeader,
  workload,
} from '../../../../engine/index.ts'
import { displaySymbol } from '../../../../engine/trace/table.ts'

const run = (reads: 'leader' | 'followers' = 'followers'): Run =>
  simulate({
    seed: 2,
    model: singleLeader({ followers: 2, replication: async(), reads }),
    network: { latency: latency.exponential('5ms') },
    workload: workload.ycsb('A', { clients: 6, operations: 1_500, keys: { count: 8 } }),
    duration: '100s',
    drain: '1s',
  })

/** R + W > N: a write that is under way is seen by one read, and not by a later one. */
function backInTime(pause = true) {
  const replicas = cluster({
    model: leaderless({ write: 2, read: 2, readRepair: false }),
    clients: 3,
    network: {
      latency: '1ms',
      links: [
        { between: ['n1', 'n2'], latency: '50ms' },
        { messages: ['replicate'], latency: '200ms' },
      ],
    },
  })
  replicas.write('x', 'old', { to: 'n1' })
  replicas.advance('1s')
  replicas.submit({ write: 'x', value: 'new', to: 'n1' })
  replicas.advance('20ms')
  replicas.read('x', { from: 'n1', client: 'c2' })
  if (pause) replicas.advance('5ms')
  replicas.read('x', { from: 'n2', client: 'c3' })
  replicas.advance('1s')
  return replicas
}

const STALE = `{:process 0, :type :invoke, :f :write, :value 1}
{:process 0, :type :ok, :f :write, :value 1}
{:process 1, :type :invoke, :f :write, :value 2}
{:process 1, :type :ok, :f :write, :value 2}
{:process 1, :type :invoke, :f :read, :value nil}
{:process 1, :type :ok, :f :read, :value nil}
`

describe('a verdict', () => {
  test('is a plain answer for a test', () => {
    const { history } = run()
    const verdict = check.linearizable(history)
    expect(verdict.held).toBe(false)
    expect(verdict.broken).toBe(true)
    expect(verdict).toMatchObject({ guarantee: 'linearizable', standing: 'broken' })
  })

  test('reads as an argument, with the operations and the messages', () => {
    const text = String(check.linearizable(backInTime()))
    const pieces = [
      /^✗ linearizable: broken\n/,
      /^number {2}client {2}operation {2}key {2}value +from +to {2}answered by$/m,
      /^ +3 {2}c3 +read +x +"old" .* n2$/m,
      /^ ?\d+\. n1 sent replicate with x = "new" .*still on its way/m,
      /^The longest beginning that can be put in order: 0/m,
    ]
    for (const piece of pieces) expect(text).toMatch(piece)
    expect(text).not.toMatch(/[ \t]$/m)
  })

  test('knows the order of steps that take no time between them', () => {
    const replicas = backInTime(false)
    expect(check.linearizable(replicas).broken).toBe(true)
    expect(check.linearizable(replicas.history).broken).toBe(true)
  })

  test('is shown as text, as HTML and as data of bounded size', () => {
    const bundle = check.linearizable(backInTime())[displaySymbol]()
    expect(Object.keys(bundle)).toEqual([
      'text/plain',
      'text/html',
      'application/vnd.replilab.verdict+json',
    ])
    expect(bundle['text/html']).toContain('<strong>✗ linearizable: broken</strong>')
    expect(bundle['application/vnd.replilab.verdict+json']).toMatchObject({
      guarantee: 'linearizable',
      standing: 'broken',
      proof: { operations: [{ id: 0 }, { id: 1 }, { id: 2 }, { id: 3 }], operationsOmitted: 0 },
    })
  })

  test('has the messages in its data, as plain JSON', () => {
    const bundle = check.linearizable(backInTime())[displaySymbol]()
    const data = bundle['application/vnd.replilab.verdict+json'] as { evidence: object }
    expect(data.evidence).toMatchObject({ missingOmitted: 0, omitted: 0 })
    expect(data.evidence).toHaveProperty('messages.0.sentence')
    expect(JSON.parse(JSON.stringify(data.evidence))).toStrictEqual(data.evidence)
  })

  test('escapes what it shows', () => {
    const one = cluster({ model: leaderless({ replicas: 1 }) })
    one.write('<b>', '<script>')
    const html = check.linearizable(one)[displaySymbol]()['text/html']
    expect(html).not.toContain('<b>')
  })

  test('names the limit that came first', () => {
    const verdict = check.causal(run(), { limits: { clockCells: 10 } })
    expect(verdict.standing).toBe('unknown')
    expect(verdict.held || verdict.broken).toBe(false)
    expect(verdict.stopped).toMatchObject({ limit: 'clockCells', value: 10 })
  })

  test('of a run and of its history alone are the same', () => {
    const one = run()
    for (const name of ['linearizable', 'sequential', 'causal', 'readYourWrites'] as const) {
      expect(check[name](one.history).standing).toBe(check[name](one).standing)
    }
  })
})

describe('staleness', () => {
  test('is bounded by versions, by time, or by both', () => {
    const one = run()
    const { versionsBehind, age } = one.metrics.staleReads
    expect(versionsBehind.length).toBeGreaterThan(0)
    expect(check.boundedStaleness(one, { versions: 0 }).broken).toBe(true)
    expect(check.boundedStaleness(one, { versions: 1_000 }).held).toBe(true)
    expect(check.boundedStaleness(one, { time: '1ms' }).broken).toBe(true)
    expect(check.boundedStaleness(one, { time: `${age.maximum}us` }).held).toBe(true)
    expect(check.boundedStaleness(one, { versions: 1_000, time: '1ms' }).broken).toBe(true)
  })

  test('without a bound is refused', () => {
    expect(() => check.boundedStaleness(run(), {})).toThrow(
      'Nothing is bounded: give versions, time, or both.',
    )
  })
})

describe('the ladder', () => {
  test('tells the strongest model that held', () => {
    expect(check.all(run('leader')).strongest).toBe('linearizable')
    expect(check.all(backInTime()).strongest).toBe('sequentially consistent')
    const ladder = check.all(run())
    expect(ladder.verdict('read your writes')?.broken).toBe(true)
    expect(ladder.strongestAll).not.toContain('read your writes')
    expect(ladder.rungs.map(({ guarantee }) => guarantee)).toEqual([
      'linearizable',
      'sequentially consistent',
      'causally consistent',
      'read your writes',
      'monotonic reads',
      'monotonic writes',
      'writes follow reads',
    ])
  })

  test('reads as a table, never by sign or colour alone', () => {
    const text = String(check.all(backInTime()))
    const pieces = [
      /^The strongest consistency that held: sequentially consistent\.$/m,
      /^guarantee +verdict +operations that tell$/m,
      /^linearizable +✗ broken +4$/m,
      /^read your writes +✓ held +0[¹²³⁴⁵⁶⁷⁸⁹]$/m,
      /^convergent +✓ held +4$/m,
      /^. No session read a key that it had written before, so none could miss its own write\.$/m,
      /^linearizable: c3 read x = "old" \(operation 3\)/m,
    ]
    for (const piece of pieces) expect(text).toMatch(piece)
  })

  test('is shown as text, as HTML and as data', () => {
    const bundle = check.all(backInTime())[displaySymbol]()
    expect(bundle['text/html']).toContain('✗ broken')
    expect(bundle['application/vnd.replilab.ladder+json']).toMatchObject({
      strongest: 'sequentially consistent',
      rungs: [{ guarantee: 'linearizable', standing: 'broken' }, {}, {}, {}, {}, {}, {}],
    })
  })

  test('of a history alone has no verdicts on replicas', () => {
    expect(check.all(run().history).safety).toEqual([])
  })
})

describe('a history from elsewhere', () => {
  test('is judged like one of the engine', () => {
    const imported = importHistory(STALE)
    expect(check.linearizable(imported).broken).toBe(true)
    expect(check.readYourWrites(imported).broken).toBe(true)
    expect(check.monotonicReads(imported).held).toBe(true)
    expect(check.all(imported).strongest).toBe('monotonic reads')
  })

  test('whose values are not unique is judged as far as it can be', () => {
    const twice = importHistory(STALE.replaceAll('2', '1'))
    const ladder = check.all(twice)
    expect(ladder.rungs.map(({ guarantee }) => guarantee)).toEqual(['linearizable'])
    expect(ladder.notJudged).toContain('no value may be written twice')
    expect(() => check.causal(twice)).toThrow('check.causal must know which write each read saw')
  })

  test('as bare operations needs a model', () => {
    const { observed } = importHistory(STALE)
    expect(() => check.linearizable(observed)).toThrow('give options.model')
    expect(check.linearizable(observed, { model: 'register' }).broken).toBe(true)
  })
})

test.each([
  ['a check of replicas on a history', () => check.convergent(run().history), 'give it a run'],
  ['something else', () => check.linearizable(7 as never), 'subject is 7, but must be a run'],
  [
    'an unknown limit',
    () => check.causal(run(), { limits: { clockCell: 1 } as never }),
    'options.limits.clockCell is not a field; did you mean clockCells?',
  ],
])('%s is refused in one sentence', (_, ask, sentence) => {
  expect(ask).toThrow(sentence)
})
