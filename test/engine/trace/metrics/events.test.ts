import { describe, expect, it } from 'vitest'
import { DropReason, HintStep, RepairCause, RoleCode } from '../../../../engine/trace/event.ts'
import { leadership } from '../../../../engine/trace/metrics/leadership.ts'
import { measure } from '../../../../engine/trace/metrics/measure.ts'
import { messages } from '../../../../engine/trace/metrics/messages.ts'
import { story } from '../../../../engine/trace/metrics/notable.ts'
import { MadeRun } from './made-run.ts'

describe('messages', () => {
  it('are counted by kind, an operation, and by what became of them', () => {
    const run = new MadeRun()
    const [read, append] = ['read', 'append-entries'].map((n) => run.recorder.messageKind(n))
    run.recorder.messageKind('never-sent')
    run.write({ at: 0, until: 10 })
    run.read({ at: 20, until: 30 })
    run
      .event(1, 'send', 3, { peer: 0, key: read, b: 80 })
      .event(2, 'send', 0, { peer: 1, key: append, b: 200 })
      .event(3, 'send', 0, { peer: 2, key: append, b: 220 })
      .event(4, 'drop', 1, { key: append, b: DropReason.cut })
      .event(5, 'drop', 2, { key: append, b: DropReason.receiverDown })
      .event(6, 'repair', 0, { a: RepairCause.antiEntropy })
      .event(7, 'hint', 0, { a: HintStep.stored })
      .event(8, 'hint', 0, { a: HintStep.delivered })
      .event(9, 'truncate', 0, { operation: 0 })
    expect(messages(run.facts({}))).toEqual({
      messages: 3,
      bytes: 500,
      messagesPerOperation: 1.5,
      bytesPerOperation: 250,
      byKind: [
        { kind: 'append-entries', messages: 2, bytes: 420 },
        { kind: 'read', messages: 1, bytes: 80 },
      ],
      dropped: { loss: 0, cut: 1, receiverDown: 1 },
      repairs: { read: 0, antiEntropy: 1 },
      hints: { stored: 1, delivered: 1, dropped: 0 },
      truncatedEntries: 1,
    })
  })

  it('an operation are undefined where there are no operations', () => {
    expect(messages(new MadeRun().facts({})).messagesPerOperation).toBeUndefined()
  })
})

const leads = (term: number) => ({ a: RoleCode.leader, b: term })
const fenced = (term: number) => ({ a: RoleCode.fenced, b: term })
const follows = (term: number) => ({ a: RoleCode.follower, b: term })

describe('leadership', () => {
  it('names elections and the time between a crash and the next leader', () => {
    const run = new MadeRun()
    run
      .event(0, 'role', 0, leads(1))
      .event(0, 'role', 1, follows(1))
      .event(100, 'crash', 0)
      .event(400, 'role', 1, leads(2))
    const { elections, leaderless, leaderlessMicros, splitBrain } = leadership(run.facts({}))
    expect(elections).toEqual([
      { time: 0, node: 0, term: 1 },
      { time: 400, node: 1, term: 2 },
    ])
    expect(leaderless).toEqual([{ from: 100, to: 400, leaders: [] }])
    expect(leaderlessMicros).toBe(300)
    expect(splitBrain).toEqual([])
  })

  it('sees two leaders of different terms until the old one steps down', () => {
    const run = new MadeRun()
    run
      .event(0, 'role', 0, leads(0))
      .event(100, 'role', 1, leads(1))
      .event(200, 'pause', 0)
      .event(300, 'resume', 0)
      .event(350, 'role', 0, follows(1))
    const { splitBrain, splitBrainMicros } = leadership(run.facts({}))
    expect(splitBrain).toEqual([
      { from: 100, to: 200, leaders: [0, 1] },
      { from: 300, to: 350, leaders: [0, 1] },
    ])
    expect(splitBrainMicros).toBe(150)
  })

  it('does not take a leader without its lease for one that leads, nor a renewed lease for an election', () => {
    const run = new MadeRun()
    run
      .event(0, 'role', 0, leads(1))
      .event(100, 'role', 0, fenced(1))
      .event(150, 'role', 0, leads(1))
      .event(200, 'role', 0, fenced(1))
      .event(250, 'role', 1, leads(2))
    const { elections, leaderlessMicros, splitBrainMicros } = leadership(run.facts({}))
    expect(elections.map(({ term }) => term)).toEqual([1, 2])
    expect(leaderlessMicros).toBe(100)
    expect(splitBrainMicros).toBe(0)
  })

  it('does not take leaders by design for split brain', () => {
    const run = new MadeRun()
    run.event(0, 'role', 0, leads(0)).event(0, 'role', 1, leads(0))
    expect(leadership(run.facts({})).splitBrain).toEqual([])
  })

  it('does not miss a leader where there never is one', () => {
    const run = new MadeRun().event(0, 'role', 0, { a: RoleCode.replica })
    expect(leadership(run.facts({})).leaderless).toEqual([])
  })

  it('lasts to the end of the run, drain included', () => {
    const run = new MadeRun().event(0, 'role', 0, leads(1)).event(10, 'crash', 0)
    const { leaderless } = leadership(run.facts({}, { endMicros: 2_000_000 }))
    expect(leaderless).toEqual([{ from: 10, to: 2_000_000, leaders: [] }])
  })
})

describe('the story of a run', () => {
  it('tells faults, roles, crashes, first conflicts, and losses in groups', () => {
    const run = new MadeRun()
    run
      .event(0, 'role', 0, leads(1))
      .event(0, 'role', 1, follows(1))
      .event(10, 'fault', 0, { a: 0, b: 0 })
      .event(10, 'crash', 0)
      .event(10, 'lose', 0, { operation: 1 })
      .event(10, 'conflict', 1, { operation: 2, key: 7, a: 3 })
      .event(10, 'lose', 0, { operation: 2 })
      .event(20, 'conflict', 1, { operation: 4, key: 7, a: 3 })
      .event(30, 'fault', 0, { a: 0, b: 1 })
      .event(30, 'truncate', 0, { operation: 3 })
      .event(31, 'truncate', 0, { operation: 4 })
    const told = story(run.facts({}, { faultLabels: ['crash leader'] }))
    expect(told.faults).toEqual([{ number: 0, label: 'crash leader', from: 10, to: 30 }])
    expect(told.omitted).toBe(0)
    expect(told.events).toEqual([
      { kind: 'leader', time: 0, node: 0, term: 1 },
      { kind: 'fault-begins', time: 10, label: 'crash leader' },
      { kind: 'crash', time: 10, node: 0 },
      { kind: 'lose', time: 10, node: 0, count: 2 },
      { kind: 'conflict', time: 10, node: 1, key: 7, writes: [2, 3] },
      { kind: 'fault-ends', time: 30, label: 'crash leader' },
      { kind: 'truncate', time: 30, node: 0, count: 1 },
      { kind: 'truncate', time: 31, node: 0, count: 1 },
    ])
  })

  it('is bounded and says how much it leaves out', () => {
    const run = new MadeRun()
    for (let at = 0; at < 10; at++) run.event(at, 'crash', 0)
    const { events, omitted } = story(run.facts({}), 3)
    expect(events).toHaveLength(3)
    expect(omitted).toBe(7)
  })
})

describe('measure', () => {
  it('computes a metric once', () => {
    const metrics = measure(new MadeRun().facts({ 0: {} }))
    expect(metrics.staleReads).toBe(metrics.staleReads)
    expect(metrics.lostWrites).toBe(metrics.lostWrites)
    expect(metrics.note).toBeUndefined()
  })

  it('knows nothing that needs the whole trace when the trace was cut short', () => {
    const run = new MadeRun(1)
    run.write({ at: 0, until: 10 })
    run.event(0, 'crash', 0).event(5, 'store', 0, { operation: 0 })
    const metrics = measure(run.facts({ 0: {} }))
    expect(metrics.note).toContain('1 of 2 events')
    expect(metrics.lostWrites).toBeUndefined()
    expect(metrics.replicationLag).toBeUndefined()
    expect(metrics.messages).toBeUndefined()
    expect(metrics.lostUpdates.fromFinalState).toBeUndefined()
    expect(metrics.throughput.writes.ok).toBe(1)
  })
})
