import { describe, expect, it } from 'vitest'
import {
  faults,
  leaderless,
  majority,
  simulate,
  singleLeader,
  vote,
  workload,
} from '../../../engine/index.ts'
import {
  buildTimeline,
  fromTransfer,
  piecesOf,
  type RecordedRun,
  RecordingAssembly,
  toTransfer,
} from '../../../engine/timeline/index.ts'

const run = simulate({
  seed: 7,
  model: singleLeader({ followers: 2, replication: majority(), failover: vote() }),
  workload: workload.ycsb('A', { clients: 3, rate: 400, keys: 5 }),
  faults: [faults.at('900ms').crash('leader', { for: '900ms' })],
  duration: '3s',
})

function travelled(recording: RecordedRun): RecordedRun {
  const assembly = new RecordingAssembly()
  let whole: RecordedRun | undefined
  for (const piece of piecesOf(recording)) whole = assembly.take(structuredClone(piece))
  return whole!
}

describe('A recording that is sent in pieces', () => {
  it('is the same on the other side, with all that can be asked of it', () => {
    const there = travelled(run.recording)
    expect(there.trace.length).toBe(run.recording.trace.length)
    const { run: _, ...timeline } = buildTimeline(there)
    const { run: __, ...expected } = buildTimeline(run.recording)
    expect(timeline).toEqual(expected)
    expect([...there.history]).toEqual([...run.recording.history])
  })

  it('goes in several pieces, so that none takes long', () => {
    const pieces = [...piecesOf(run.recording)]
    expect(pieces.filter(({ part }) => part === 'events').length).toBeGreaterThanOrEqual(1)
    expect(pieces.at(-1)?.part).toBe('rest')
  })

  it('goes in small pieces also where it came as one, and is found in again', () => {
    const large = simulate({
      model: leaderless(),
      workload: workload.ycsb('A', { clients: 8, operations: 8_000, keys: 5 }),
      duration: '100s',
      limits: { traceEvents: 70_000 },
    })
    const whole = fromTransfer(toTransfer(large.recording).data)
    expect(whole.trace.chunks.length).toBe(1)
    const sizes = [...piecesOf(whole)].flatMap((piece) =>
      piece.part === 'events' ? [piece.chunks[0].time.buffer.byteLength] : [],
    )
    expect(sizes.length).toBe(2)
    expect(Math.max(...sizes)).toBeLessThan(600_000)
    const there = travelled(whole)
    for (const at of [0, 65_535, 65_536, 69_999]) {
      expect(there.trace.at(at)).toEqual(large.trace.at(at))
    }
  })
})
