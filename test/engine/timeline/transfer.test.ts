import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cluster, leaderless, simulate, singleLeader } from '../../../engine/index.ts'
import {
  buildTimeline,
  firstDifference,
  fromTransfer,
  knowledgeOfRecording,
  replay,
  stateAt,
  toTransfer,
} from '../../../engine/timeline/index.ts'
import { SEED, scenarios } from '../support/random-scenarios.ts'

describe('A recording that goes to another thread', () => {
  it('arrives as it was, and leaves the run what it has', () => {
    fc.assert(
      fc.property(scenarios, (spec) => {
        const { recording } = simulate(spec)
        const { data, buffers } = toTransfer(recording)
        const moved = fromTransfer(structuredClone(data, { transfer: buffers }))
        expect(data.trace.columns.time.length).toBe(0)
        expect(firstDifference(recording, moved)).toBeUndefined()
        expect(moved.trace.carried).toEqual(recording.trace.carried)
        expect([...moved.history]).toEqual([...recording.history])
        const { run: _one, ...told } = buildTimeline(moved)
        const { run: _other, ...expected } = buildTimeline(recording)
        expect(told).toEqual(expected)
        const { metrics } = knowledgeOfRecording(moved)
        expect(metrics.lostWrites).toEqual(knowledgeOfRecording(recording).metrics.lostWrites)
      }),
      { seed: SEED, numRuns: 5 },
    )
  }, 60_000)

  it('holds what was written by hand, and names it', () => {
    const c = cluster({ seed: 1, model: leaderless({ nodes: 3 }) })
    c.write('x', { list: [1, 'two', null] })
    c.read('x')
    const { data, buffers } = toTransfer(c.recording)
    const moved = fromTransfer(structuredClone(data, { transfer: buffers }))
    expect(moved.history.at(1).value).toEqual({ list: [1, 'two', null] })
    expect(moved.keys).toEqual(['x'])
    expect(stateAt(replay(moved), c.now).nodes[0].versions(0)).toEqual([
      { operation: 0, merged: [] },
    ])
  })
})

describe('The first difference of two runs', () => {
  const spec = { seed: 1, model: singleLeader({ followers: 2 }), duration: '600ms' } as const

  it('is none where they are alike', () => {
    expect(firstDifference(simulate(spec).recording, simulate(spec).recording)).toBeUndefined()
  })

  it('is the first event that differs, told of both', () => {
    const one = simulate(spec).recording
    const other = simulate({ ...spec, faults: [{ kind: 'crash', at: '500ms', target: 'n3' }] })
    const parting = firstDifference(one, other.recording)!
    expect(parting.time).toBe(500_000)
    expect(parting.other!.sentence).toBe('crash n3 begins')
    expect(parting.one!.sentence).toMatch(/^\w+ (sends|receives|asks|is|appends) /)
    const beginning = (run: typeof one) =>
      Array.from({ length: parting.position }, (_, at) => JSON.stringify(run.trace.at(at))).join()
    expect(beginning(other.recording)).toBe(beginning(one))
  })

  it('is where the shorter one ends', () => {
    const long = simulate({ ...spec, drain: '1s' }).recording
    const short = simulate({ ...spec, drain: '1ms' }).recording
    const parting = firstDifference(long, short)!
    expect(parting.position).toBe(short.trace.length)
    expect(parting.other).toBeUndefined()
  })
})
