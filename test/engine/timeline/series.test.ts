import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { async, faults, simulate, singleLeader, vote, workload } from '../../../engine/index.ts'
import {
  availabilitySeries,
  buildTimeline,
  conflictSeries,
  differencesAt,
  divergenceSeries,
  lagSeries,
  latencySeries,
  replay,
  type Series,
  staleReadSeries,
  stateAt,
  throughputSeries,
} from '../../../engine/timeline/index.ts'
import { SEED, scenarios } from '../support/random-scenarios.ts'

const run = simulate({
  seed: 4,
  model: singleLeader({ followers: 2, replication: async(), failover: vote(), reads: 'any' }),
  workload: workload.ycsb('A', { clients: 4, rate: 200, keys: 10 }),
  faults: [
    faults.at('2s').partition(['n1'], ['n2', 'n3'], { for: '100ms' }),
    faults.at('2050ms').crash('n1'),
  ],
  duration: '4s',
})
const timeline = buildTimeline(run.recording)
const sum = ({ values }: Series) => values.reduce((total, value) => total + value, 0)

describe('Series over the time of a run', () => {
  it('add up to what the metrics say', () => {
    expect(sum(staleReadSeries(timeline))).toBe(run.metrics.staleReads.count)
    expect(sum(conflictSeries(timeline))).toBe(0)
    const { reads, writes } = run.metrics.throughput
    const seconds = timeline.endMicros / 1_000_000 / 100
    const [readsDone, writesDone] = throughputSeries(timeline)
    expect(sum(readsDone) * seconds).toBeCloseTo(reads.ok, 6)
    expect(sum(writesDone) * seconds).toBeCloseTo(writes.ok, 6)
  })

  it('show when writes were not available', () => {
    const [, writes] = availabilitySeries(timeline, 40)
    const before = writes.values[10]
    expect(before).toBe(1)
    expect(Math.min(...writes.values.filter((value) => !Number.isNaN(value)))).toBeLessThan(1)
  })

  it('are sampled as the metric of lag is, a replica each', () => {
    const all = lagSeries(timeline)
    expect(all.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3'])
    const { series } = run.metrics.replicationLag!
    expect(all.flatMap(({ values }) => [...values])).toEqual(
      series.map(({ behindMicros }) => behindMicros),
    )
  })

  it('have quantiles of latency that are latencies, and nothing where nothing was done', () => {
    const all = latencySeries(timeline, 20)
    expect(all.map(({ name }) => name)).toEqual(['read p50', 'read p99', 'write p50', 'write p99'])
    const { maximum, minimum } = run.metrics.latency.read
    for (const value of all[1].values) {
      if (Number.isNaN(value)) continue
      expect(value).toBeLessThanOrEqual(maximum!)
      expect(value).toBeGreaterThanOrEqual(minimum!)
    }
  })

  it('count the keys that differ at each moment', () => {
    fc.assert(
      fc.property(scenarios, (spec) => {
        const { recording } = simulate({ ...spec, drain: '500ms' })
        const states = replay(recording)
        const { times, values } = divergenceSeries(states, 12)
        const slowly = times.map(
          (time) => differencesAt(stateAt(states, time), recording).keys.length,
        )
        expect(values).toEqual(slowly)
      }),
      { seed: SEED, numRuns: 15 },
    )
  }, 60_000)

  it('end with the divergence that the metric counts', () => {
    const { values } = divergenceSeries(replay(run.recording), 30)
    expect(values.at(-1)).toBe(run.metrics.divergence.count)
    expect(Math.max(...values)).toBeGreaterThan(0)
  })
})
