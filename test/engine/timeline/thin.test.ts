import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { async, faults, simulate, singleLeader, vote, workload } from '../../../engine/index.ts'
import {
  buildTimeline,
  decodeRecording,
  encodeRecording,
  explain,
  MarkKind,
  MessageFate,
  OperationClass,
  type RecordedRun,
  showMessages,
  thin,
} from '../../../engine/timeline/index.ts'
import { SEED, scenarios } from '../support/random-scenarios.ts'

function read(text: string): RecordedRun {
  const decoded = decodeRecording(text)
  if (!decoded.ok) throw new Error(decoded.problem.message)
  return decoded.value
}

const run = simulate({
  seed: 4,
  model: singleLeader({ followers: 2, replication: async(), failover: vote(), reads: 'any' }),
  workload: workload.ycsb('A', { clients: 8, rate: 1_000, keys: 50 }),
  faults: [
    faults.at('2s').partition(['n1'], ['n2', 'n3'], { for: '30ms' }),
    faults.at('2020ms').crash('n1'),
    faults.at('5s').restart('n1'),
  ],
  duration: '8s',
})
const whole = buildTimeline(run.recording)
const small = thin(run.recording, { bytes: 40_000 })
const timeline = buildTimeline(small)
const sumOf = (counts: readonly (Uint32Array | undefined)[]) =>
  counts.reduce((sum, line) => sum + (line?.reduce((a, b) => a + b, 0) ?? 0), 0)

describe('A recording that is made smaller', () => {
  it('is the recording itself where that fits', () => {
    const short = simulate({
      seed: 1,
      model: singleLeader({ followers: 2 }),
      workload: workload.ycsb('A', { clients: 2, rate: 100, keys: 5 }),
      duration: '500ms',
    })
    expect(thin(short.recording) === short.recording).toBe(true)
  })

  it('fits, uses most of the room, and is the same each time', () => {
    const text = encodeRecording(small)
    expect(text.length).toBeLessThanOrEqual(40_000)
    expect(text.length).toBeGreaterThan(30_000)
    expect(encodeRecording(thin(run.recording, { bytes: 40_000 }))).toBe(text)
    expect(small.thinned).toMatchObject({
      events: run.trace.length,
      operations: run.history.length,
      limit: { name: 'bytes', value: 40_000 },
    })
    expect(small.trace.dropped).toBe(run.trace.length - small.trace.length)
  })

  it('keeps what happened to nodes, and lanes of the whole run', () => {
    const { kind } = timeline.marks
    for (const wanted of [MarkKind.crash, MarkKind.restart, MarkKind.leader, MarkKind.candidate]) {
      const count = (kinds: Uint8Array) => kinds.filter((one) => one === wanted).length
      expect(count(kind)).toBe(count(whole.marks.kind))
    }
    expect(timeline.faults).toEqual(whole.faults)
    expect(timeline.nodes.map(({ spans }) => spans)).toEqual(whole.nodes.map(({ spans }) => spans))
    const last = ({ values }: { values: Float64Array }) => values.at(-1)
    expect(timeline.nodes.map(({ log }) => last(log))).toEqual(
      whole.nodes.map(({ log }) => last(log)),
    )
  })

  it('keeps operations that ended badly, and what explains them', () => {
    const { operationNumbers } = small.thinned!
    const bad = (ending: number) =>
      [...whole.operations.ending.keys()].filter((id) => whole.operations.ending[id] === ending)
    const kept = (ending: number) =>
      [...timeline.operations.ending.keys()].filter(
        (id) => timeline.operations.ending[id] === ending,
      )
    expect(bad(OperationClass.lost).length).toBeGreaterThan(0)
    expect(kept(OperationClass.lost).map((id) => operationNumbers[id])).toEqual(
      bad(OperationClass.lost),
    )
    const [lost] = kept(OperationClass.lost)
    const told = explain(timeline, lost)
    const original = explain(whole, operationNumbers[lost])
    expect(told.why.length).toBe(original.why.length)
    expect(told.evidence.map((message) => small.thinned!.messageNumbers[message])).toEqual(
      original.evidence,
    )
    expect(told.sentence).toContain(`= ${operationNumbers[lost]} (operation ${lost})`)
  })

  it('shows from far out the counts of the whole, and near by what it has', () => {
    const far = showMessages(timeline, { from: 0, to: timeline.endMicros }, {}, 1e9, 500)
    expect(far.form).toBe('density')
    if (far.form !== 'density') return
    expect(far.groups.reduce((sum, { counts }) => sum + sumOf(counts), 0)).toBe(
      whole.messages.length,
    )
    const cut = far.groups.reduce((sum, { counts }) => sum + sumOf([counts[MessageFate.cut]]), 0)
    expect(cut).toBe(whole.messages.fate.filter((fate) => fate === MessageFate.cut).length)
    const near = showMessages(timeline, { from: 2_000_000, to: 2_050_000 }, {}, 1e9, 500)
    expect(near.form).toBe('each')
  })

  it('holds of each message and operation what it was in the run', () => {
    const { operationNumbers, messageNumbers } = small.thinned!
    for (const [message, number] of messageNumbers.entries()) {
      expect(timeline.messages.sent[message]).toBe(whole.messages.sent[number])
      expect(timeline.messages.ended[message]).toBe(whole.messages.ended[number])
      expect(timeline.messages.fate[message]).toBe(whole.messages.fate[number])
    }
    for (const [id, number] of operationNumbers.entries()) {
      const { id: _id, sources, ...one } = small.history.at(id)
      const { id: _number, sources: _sources, ...other } = run.history.at(number)
      if (one.action === 'write') expect(one.value).toBe(other.value)
      expect({ ...one, value: 0, based: 0 }).toEqual({ ...other, value: 0, based: 0 })
      for (const source of sources) {
        expect(_sources).toContain(operationNumbers[source])
      }
    }
  })

  it('is read as it was written, whatever the run and the limit', () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 3_000, max: 12_000 }), (spec, bytes) => {
        const part = thin(simulate(spec).recording, { bytes })
        const text = encodeRecording(part)
        const again = read(text)
        expect(encodeRecording(again)).toBe(text)
        const { run: _one, ...told } = buildTimeline(again)
        const { run: _other, ...expected } = buildTimeline(part)
        expect(told).toEqual(expected)
      }),
      { seed: SEED, numRuns: 12 },
    )
  }, 60_000)
})
