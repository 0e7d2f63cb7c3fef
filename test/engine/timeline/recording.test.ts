import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cluster, faults, simulate, singleLeader } from '../../../engine/index.ts'
import {
  buildTimeline,
  factsOfRecording,
  knowledgeOfRecording,
} from '../../../engine/timeline/index.ts'
import { measure } from '../../../engine/trace/metrics/measure.ts'
import { SEED, scenarios } from '../support/random-scenarios.ts'

describe('A recording', () => {
  it('gives the same metrics as its run, without the simulation behind it', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const run = simulate(scenario)
        const alone = measure(factsOfRecording(run.recording))
        const { metrics } = run
        expect(alone.staleReads).toEqual(metrics.staleReads)
        expect(alone.lostWrites).toEqual(metrics.lostWrites)
        expect(alone.lostUpdates).toEqual(metrics.lostUpdates)
        expect(alone.divergence).toEqual(metrics.divergence)
        expect(alone.replicationLag).toEqual(metrics.replicationLag)
        expect(alone.story).toEqual(metrics.story)
        expect(knowledgeOfRecording(run.recording).cuts).toEqual(run.knowledge.cuts)
      }),
      { seed: SEED, numRuns: 12 },
    )
  }, 60_000)

  it('knows whom faults struck that were decided when they struck', () => {
    const { recording } = simulate({
      seed: 1,
      model: singleLeader({ followers: 2 }),
      faults: [faults.at('1s').isolate('leader', { for: '1s' }), faults.at('2s').crash('random')],
      duration: '3s',
    })
    const [isolation, crash] = recording.faults
    expect(crash.nodes).toHaveLength(1)
    expect(isolation).toMatchObject({ kind: 'isolate', nodes: [0], isCut: true })
    expect(isolation.cuts).toEqual(
      expect.arrayContaining([
        [0, 1],
        [1, 0],
      ]),
    )
    expect(buildTimeline(recording).faults[1].nodes).toEqual(crash.nodes)
  })

  it('knows how wrong clocks were, also while they drifted', () => {
    const { recording } = simulate({
      seed: 1,
      model: singleLeader({ followers: 2 }),
      faults: [
        faults.at('1s').clockDrift('n2', 2, { for: '1s' }),
        faults.at('1s').clockSkew('n3', '250ms'),
      ],
      duration: '3s',
    })
    const [one, drifting, skewed] = buildTimeline(recording).nodes
    expect(one.clockAhead.times).toHaveLength(0)
    const at = (lane: typeof drifting, time: number) =>
      [...lane.clockAhead.times].flatMap((when, index) =>
        when === time ? [lane.clockAhead.values[index]] : [],
      )
    expect(at(drifting, 1_000_000)[0]).toBe(0)
    expect(at(drifting, 2_000_000)).toContain(1_000_000)
    expect(at(drifting, 2_000_000).at(-1)).toBe(0)
    expect(at(skewed, 1_000_000).at(-1)).toBe(250_000)
  })

  it('is there for a cluster that is driven by hand, with the names of its keys', () => {
    const c = cluster({ seed: 1, model: singleLeader({ followers: 1 }) })
    c.write('x', 1)
    c.crash('n1')
    const { recording } = c
    c.advance('1s')
    expect(recording.keys).toEqual(['x'])
    expect(recording.faults[0]).toMatchObject({ kind: 'crash', nodes: [0] })
    expect(buildTimeline(recording).nodes[0].spans.at(-1)).toMatchObject({ health: 'down' })
  })
})
