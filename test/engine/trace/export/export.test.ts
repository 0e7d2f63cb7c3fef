import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toChromeTrace, toShiViz } from '../../../../engine/experiment/export/trace.ts'
import {
  cluster,
  EventKind,
  faults,
  leaderless,
  majority,
  type Run,
  ScenarioError,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../../engine/index.ts'
import { chromeComplaints, readChrome } from './chrome-reader.ts'
import { complaints, readShiviz } from './shiviz-reader.ts'

/** A write on one of three nodes that replicates it to two, in milliseconds of latency. */
function oneWrite() {
  const run = cluster({
    network: { latency: '1ms' },
    disk: { sync: 0 },
    model: leaderless({ hintedHandoff: false }),
  })
  run.write('x', 1, { to: 'n1' })
  return run
}

/** Everything at once: elections, crashes, cuts, loss, doubles. */
const eventful = (seed: number): Run =>
  simulate({
    seed,
    model: singleLeader({ replication: majority(), failover: vote() }),
    network: { latency: '2ms', duplication: 0.1, loss: 0.02 },
    workload: workload.ycsb('F', { clients: 3, rate: 200, keys: 3 }),
    faults: [
      faults.at('100ms').crash('n1', { for: '300ms' }),
      faults.at('200ms').partition(['n2'], ['n3'], { for: '200ms' }),
      faults.at('300ms').pause('n3', { for: '100ms' }),
      faults.at('500ms').clockJump('n2', '1s'),
    ],
    duration: '700ms',
    drain: '200ms',
  })

describe('a log for ShiViz', () => {
  it('begins with its regular expression and an empty delimiter, and has two lines an event', () => {
    const lines = toShiViz(oneWrite()).split('\n')
    expect(lines.slice(0, 8)).toEqual([
      '(?<host>\\S*) (?<clock>{.*})\\n(?<time>\\S*) (?<event>.*)',
      '',
      'n1 {"n1":1}',
      '0.000000 becomes replica',
      'n2 {"n2":1}',
      '0.000000 becomes replica',
      'n3 {"n3":1}',
      '0.000000 becomes replica',
    ])
  })

  it('gives each event what came before it', () => {
    const told = readShiviz(toShiViz(oneWrite())).map(
      ({ host, clock, event }) => `${host} ${[...clock].flat().join(' ')}: ${event}`,
    )
    expect(told).toContain('c1 c1 2: sends write (operation 0) to n1')
    expect(told).toContain('n1 n1 2 c1 2: receives write (operation 0) from c1')
    expect(told.find((line) => line.startsWith('n2') && line.includes('receives'))).toBe(
      'n2 n1 4 n2 2 c1 2: receives replicate (operation 0) from n1',
    )
  })

  it('satisfies what ShiViz asks of clocks, whatever happens', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const events = readShiviz(toShiViz(eventful(seed), { events: 2_000 }))
        expect(complaints(events)).toEqual([])
      }),
      { numRuns: 5 },
    )
  })

  it('orders events as the messages do', () => {
    const run = eventful(1)
    const events = readShiviz(toShiViz(run, { events: 1_500 }))
    // A second implementation: an event comes before another if a way of lines and messages leads there.
    const before = causes(run, 1_500)
    const isAfter = (one: number, other: number) => {
      const { host, clock } = events[other]
      return (events[one].clock.get(host) ?? 0) >= (clock.get(host) ?? 0)
    }
    for (let other = 0; other < 150; other++) {
      for (let one = other; one < 150; one++) {
        expect(isAfter(one, other)).toBe(before[one].has(other))
      }
    }
  })

  it('says when its limit leaves something out', () => {
    const log = readShiviz(toShiViz(eventful(1), { events: 100 }))
    expect(log.at(-1)).toMatchObject({ host: 'export' })
    expect(log.at(-1)?.event).toMatch(/^\d+ later events are left out: 100 are exported/)
    expect(complaints(log)).toEqual([])
  })

  it('may begin in the middle, where messages come from nowhere', () => {
    const log = readShiviz(toShiViz(eventful(2), { from: '300ms', to: '320ms' }))
    expect(log.length).toBeGreaterThan(10)
    expect(complaints(log)).toEqual([])
    for (const { time } of log) expect(Number(time)).toBeGreaterThanOrEqual(0.3)
  })

  it('refuses options that it does not know', () => {
    expect(() => toShiViz(oneWrite(), { until: '1s' } as object)).toThrow(ScenarioError)
    expect(() => toShiViz(oneWrite(), { events: 0 })).toThrow('events')
  })
})

/** By line of the log: the lines that an event comes after, itself included. */
function causes(run: Run, limit: number): Set<number>[] {
  const latest = new Map<number, Set<number>>()
  const sent = new Map<number, Set<number>>()
  const before: Set<number>[] = []
  for (let position = 0; position < Math.min(limit, run.trace.length); position++) {
    const { kind, node, peer, a } = run.trace.at(position)
    if (kind === EventKind.commit || kind === EventKind.sync) continue
    const host = kind === EventKind.drop ? peer : node
    const mine = new Set(latest.get(host))
    if (kind === EventKind.deliver) for (const line of sent.get(a) ?? []) mine.add(line)
    mine.add(before.length)
    before.push(mine)
    latest.set(host, mine)
    if (kind === EventKind.send) sent.set(a, mine)
  }
  return before
}

describe('a Chrome trace', () => {
  it('has nothing that a reader would stumble over, whatever happens', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(chromeComplaints(readChrome(toChromeTrace(eventful(seed))))).toEqual([])
      }),
      { numRuns: 5 },
    )
  })

  it('tells of every operation, message, role and fault', () => {
    const run = eventful(3)
    const { traceEvents } = readChrome(toChromeTrace(run))
    const count = (test: (event: (typeof traceEvents)[number]) => boolean) =>
      traceEvents.filter(test).length
    const { trace, history } = run
    const { send, deliver, drop, role } = EventKind
    expect(count(({ cat = '' }) => cat.startsWith('operation,'))).toBe(history.length)
    expect(count(({ cat, ph }) => cat === 'message' && ph === 'X')).toBe(
      trace.events(send, deliver).length,
    )
    expect(count(({ ph }) => ph === 'f')).toBe(trace.events(deliver).length)
    expect(count(({ cat, ph }) => cat === 'message' && ph === 'i')).toBe(trace.events(drop).length)
    expect(count(({ cat }) => cat === 'role')).toBe(trace.events(role).length)
    expect(count(({ cat }) => cat === 'fault')).toBe(4)
    expect(
      traceEvents
        .filter(({ cat }) => cat === 'condition')
        .map(({ name, ts, dur }) => [name, ts, dur]),
    ).toEqual([
      ['down', 100_000, 300_000],
      ['paused', 300_000, 100_000],
    ])
  })

  it('puts operations that overlap on threads of their own', () => {
    const run = cluster({ network: { latency: '1ms' }, disk: { sync: 0 }, model: leaderless() })
    run.submit({ write: 'x', value: 1 })
    run.submit({ write: 'x', value: 2 })
    run.advance('100ms').write('x', 3)
    const { traceEvents } = readChrome(toChromeTrace(run))
    const operations = traceEvents.filter(({ cat = '' }) => cat.startsWith('operation,'))
    expect(operations.map(({ tid }) => tid)).toEqual([10, 11, 10])
    expect(operations[0]).toMatchObject({
      name: 'write x',
      ph: 'X',
      ts: 0,
      dur: 4_000,
      cat: 'operation,ok',
      args: { operation: 0, value: 1, outcome: 'ok', sources: [] },
    })
  })

  it('says when its limit leaves something out, and is still sound', () => {
    const read = readChrome(toChromeTrace(eventful(1), { events: 500 }))
    expect(read.otherData.note).toMatch(/later events are left out: 500 are exported/)
    expect(chromeComplaints(read)).toEqual([])
    const middle = readChrome(toChromeTrace(eventful(1), { from: '250ms', to: '350ms' }))
    expect(chromeComplaints(middle)).toEqual([])
    expect(middle.otherData).toEqual({})
  })

  it('of a run that kept no trace says so', () => {
    const { trace, history, names } = simulate({
      model: leaderless(),
      duration: '100ms',
      limits: { traceEvents: 0 },
    })
    const run = { trace, history, names }
    expect(chromeComplaints(readChrome(toChromeTrace(run)))).toEqual([])
    expect(readChrome(toChromeTrace(run)).otherData.note).toMatch(
      /^\d+ later events are left out: 0/,
    )
    expect(complaints(readShiviz(toShiViz(run)))).toEqual([])
  })
})
