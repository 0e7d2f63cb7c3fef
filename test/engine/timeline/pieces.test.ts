import { describe, expect, it } from 'vitest'
import { faults, majority, simulate, singleLeader, vote, workload } from '../../../engine/index.ts'
import {
  buildTimeline,
  piecesOf,
  type RecordedRun,
  RecordingAssembly,
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
})
