import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cluster, leaderless, simulate, workload } from '../../../engine/index.ts'
import {
  buildTimeline,
  decodeRecording,
  encodeRecording,
  firstDifference,
  type RecordedRun,
  thin,
} from '../../../engine/timeline/index.ts'
import { SEED, scenarios } from '../support/random-scenarios.ts'

function read(text: string): RecordedRun {
  const decoded = decodeRecording(text)
  if (!decoded.ok) throw new Error(decoded.problem.message)
  return decoded.value
}

const refusal = (text: string) => {
  const decoded = decodeRecording(text)
  return decoded.ok ? undefined : decoded.problem
}

function expectSame(one: RecordedRun, other: RecordedRun): void {
  const { trace: _a, history: _b, ...words } = one
  const { trace: _c, history: _d, ...others } = other
  expect(words).toEqual(others)
  expect(firstDifference(one, other)).toBeUndefined()
  expect({ ...one.trace.carried }).toEqual({ ...other.trace.carried })
  expect([...one.history]).toEqual([...other.history])
  const callsOf = ({ history }: RecordedRun) => history.callsAtReturn.slice(0, history.length)
  expect(callsOf(one)).toEqual(callsOf(other))
}

const small = simulate({
  seed: 1,
  model: leaderless({ nodes: 3 }),
  workload: workload.ycsb('A', { clients: 3, rate: 300, keys: 10 }),
  duration: '500ms',
}).recording

describe('A recording as text', () => {
  it('is read as it was written, whatever the run', () => {
    fc.assert(
      fc.property(scenarios, (spec) => {
        const { recording } = simulate(spec)
        const text = encodeRecording(recording)
        expectSame(read(text), recording)
        expect(encodeRecording(read(text))).toBe(text)
      }),
      { seed: SEED, numRuns: 12 },
    )
  }, 60_000)

  it('holds what was written by hand', () => {
    const c = cluster({ seed: 1, model: leaderless({ nodes: 3, versions: 'version-vectors' }) })
    c.write('x', { a: [1, null, 'é✓'] })
    c.write('x', 0.1)
    c.read('x')
    expectSame(read(encodeRecording(c.recording)), c.recording)
  })

  it('takes few bytes an event', () => {
    const text = encodeRecording(small)
    expect(small.trace.length).toBeGreaterThan(500)
    expect(text.length / small.trace.length).toBeLessThan(8)
  })

  it('is refused in one sentence where it is something else', () => {
    expect(refusal('')?.code).toBe('recording/other-format')
    expect(refusal('{"format":"x"}')?.code).toBe('recording/other-format')
    expect(refusal('[]')?.code).toBe('recording/other-format')
    const text = encodeRecording(small)
    const changed = (change: object) => JSON.stringify({ ...JSON.parse(text), ...change })
    expect(refusal(changed({ version: 2 }))?.code).toBe('recording/other-version')
    expect(refusal(changed({ events: 1e12 }))?.code).toBe('recording/too-large')
    expect(refusal(changed({ data: 'AAAA' }))?.code).toBe('recording/damaged')
    expect(refusal(changed({ data: '!' }))?.message).toBe(
      'This recording is damaged: its numbers are not base64.',
    )
    expect(refusal(changed({ faults: [1] }))?.message).toBe(
      'This recording is damaged: its faults is missing or not what it should be.',
    )
    for (const field of Object.keys(JSON.parse(text))) {
      if (field === 'endedBy') continue
      expect(refusal(changed({ [field]: undefined }))).toBeDefined()
    }
  })

  it('is read or refused in bounded time, however it is broken', () => {
    const texts = [small, thin(small, { bytes: 5_000 })].map(encodeRecording)
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 })
    const counts = fc.record({
      events: fc.oneof(fc.constant(small.trace.length), fc.nat(200_000)),
      operations: fc.oneof(fc.constant(small.history.length), fc.nat(200_000)),
      cut: fc.nat(12_000),
      text: fc.constantFrom(...texts),
      areCounted: fc.boolean(),
    })
    fc.assert(
      fc.property(edits, counts, fc.boolean(), (changes, given, isCut) => {
        const { events, operations, cut, text, areCounted } = given
        const whole = JSON.parse(text) as Record<string, unknown>
        const bytes = Buffer.from(whole.data as string, 'base64')
        const broken = Buffer.from(isCut ? bytes.subarray(0, cut) : bytes)
        for (const [at, byte] of changes) if (broken.length > 0) broken[at % broken.length] = byte
        const hostile = JSON.stringify({
          ...whole,
          ...(areCounted ? { events, operations } : {}),
          data: broken.toString('base64'),
          checksum: fnv(broken),
        })
        const decoded = decodeRecording(hostile)
        // What is taken for a recording can be looked at.
        if (decoded.ok) buildTimeline(decoded.value)
        else expect(decoded.problem.code).toBe('recording/damaged')
      }),
      { seed: SEED, numRuns: 150 },
    )
  }, 60_000)
})

function fnv(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
