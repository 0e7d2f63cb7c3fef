import { describe, expect, it } from 'vitest'
import { async, simulate, singleLeader, workload } from '../../../../engine/index.ts'
import {
  buildTimeline,
  decodeRecording,
  encodeRecording,
  replay,
  thin,
} from '../../../../engine/timeline/index.ts'
import {
  binsFor,
  CHARTS,
  type ChartName,
  chartOf,
} from '../../../../renderer/timeline/panels/charts/chart-data.ts'
import {
  linePath,
  nearestPoint,
  scaleOf,
  timeAtX,
  xAt,
} from '../../../../renderer/timeline/panels/charts/chart-shape.ts'
import { emptyWords, valueText } from '../../../../renderer/timeline/panels/charts/chart-words.ts'
import { lineStyle } from '../../../../renderer/timeline/panels/charts/line-styles.ts'
import { conflicts, failover, majorityWrites, staleQuorum } from './runs.ts'

function drawn(run: ReturnType<typeof failover>, chart: ChartName, bins = 120) {
  const timeline = buildTimeline(run.recording)
  return chartOf(timeline, () => replay(run.recording), { chart, bins })
}

const PLOT = { left: 100, right: 900, top: 10, bottom: 90 }
const line = (values: readonly number[], times = values.map((_, at) => at * 10)) => ({
  name: 'n1',
  unit: 'count' as const,
  times: Float64Array.from(times),
  values: Float64Array.from(values),
})

describe('The charts of a run', () => {
  it('have a line a follower, a quantile or a kind of operation', () => {
    expect(drawn(failover(), 'lag').map(({ name }) => name)).toEqual(['n1', 'n2', 'n3'])
    expect(drawn(failover(), 'latency')).toHaveLength(4)
    expect(drawn(failover(), 'throughput')).toHaveLength(2)
  })

  it('show what went wrong where it went wrong', () => {
    const stale = drawn(staleQuorum(), 'staleness')[0]
    const count = stale.values.reduce((sum, value) => sum + value, 0)
    const { ending } = buildTimeline(staleQuorum().recording).operations
    expect(count).toBe(ending.filter((one) => one === 4).length)
    expect(Math.max(...drawn(conflicts(), 'divergence')[0].values)).toBeGreaterThan(0)
  })

  it('are those of the whole run, in few steps, where a part of it was saved', () => {
    const whole = simulate({
      model: singleLeader({ followers: 2, replication: async(), reads: 'any' }),
      workload: workload.ycsb('A', { clients: 8, rate: 1_000, keys: 50 }),
      duration: '8s',
    })
    const text = encodeRecording(thin(whole.recording, { bytes: 40_000 }))
    const read = decodeRecording(text)
    if (!read.ok) throw new Error(read.problem.message)
    expect(read.value.thinned).toBeDefined()
    const part = buildTimeline(read.value)
    const saved = (chart: ChartName) =>
      chartOf(part, () => replay(read.value), { chart, bins: 500 })
    for (const chart of ['latency', 'throughput', 'staleness', 'availability'] as const) {
      const told = saved(chart)
      const expected = drawn(whole, chart, told[0].values.length)
      expect(told.map(({ name, unit }) => [name, unit])).toEqual(
        expected.map(({ name, unit }) => [name, unit]),
      )
      told.forEach(({ values, times }, at) => {
        values.forEach((value, bin) => {
          const wanted = expected[at].values[bin]
          if (Number.isNaN(wanted)) expect(value).toBeNaN()
          else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(0.5 + wanted / 1_000)
          expect(times[bin]).toBeCloseTo(expected[at].times[bin], 3)
        })
      })
    }
    expect(saved('lag').map(({ name }) => name)).toEqual(
      drawn(whole, 'lag').map(({ name }) => name),
    )
    expect(emptyWords('divergence', saved('divergence'), 5)).toMatch(/not all events/)
  })

  it('say so where there is nothing to see', () => {
    const calm = majorityWrites()
    expect(emptyWords('staleness', drawn(calm, 'staleness'), 0)).toBe('No read was stale.')
    expect(emptyWords('conflicts', drawn(calm, 'conflicts'), 0)).toMatch(/^No versions met/)
    expect(emptyWords('lag', [], 5)).toMatch(/not all events/)
    expect(emptyWords('lag', [line([0, 0])], 0)).toBe(
      'No follower lagged whenever it was looked at.',
    )
    for (const chart of CHARTS) {
      const words = emptyWords(chart, drawn(failover(), chart), 0)
      if (chart === 'latency' || chart === 'throughput') expect(words).toBeUndefined()
    }
  })

  it('show that nothing was available, and do not call it empty', () => {
    const none = { ...line([0, 0, Number.NaN]), unit: 'share' as const }
    expect(emptyWords('availability', [none], 0)).toBeUndefined()
  })

  it('ask for finer figures when one zooms in, in powers of two, up to a limit', () => {
    expect(binsFor(1_000, 1_000, 5_000)).toBe(120)
    expect(binsFor(500, 1_000, 5_000)).toBe(240)
    expect(binsFor(499, 1_000, 5_000)).toBe(480)
    expect(binsFor(1, 1_000_000, 5_000)).toBe(3_840)
    expect(binsFor(1_000, 1_000, 200)).toBe(30)
  })
})

describe('The shape of a chart', () => {
  it('goes up to a round value that holds all in the window', () => {
    const series = [line([1, 37, 2, 500])]
    expect(scaleOf(series, { from: 0, to: 15 })).toEqual({ most: 40, ticks: [0, 20, 40] })
    expect(scaleOf(series, { from: 0, to: 30 }).most).toBe(600)
    expect(scaleOf([], { from: 0, to: 30 }).most).toBe(1)
  })

  it('breaks its lines where there is no value, and has dots for values that stand alone', () => {
    const { path, dots } = linePath(
      line([1, 2, Number.NaN, 4]),
      PLOT,
      { from: 0, to: 30 },
      { most: 4, ticks: [] },
    )
    expect(path).toBe('M100.0 70.0L366.7 50.0')
    expect(dots).toEqual([{ x: 900, y: 10 }])
  })

  it('reads time from a place as it puts it there', () => {
    const window = { from: 1_000, to: 3_000 }
    expect(timeAtX(PLOT, window, xAt(PLOT, window, 1_234))).toBeCloseTo(1_234)
  })

  it('finds the point nearest to the cursor', () => {
    const series = line([5, 6, 7])
    expect(nearestPoint(series, -5)).toBe(0)
    expect(nearestPoint(series, 14)).toBe(1)
    expect(nearestPoint(series, 16)).toBe(2)
    expect(nearestPoint(series, 99)).toBe(2)
    expect(nearestPoint(line([]), 3)).toBe(-1)
  })

  it('has lines that differ in more than colour', () => {
    const styles = Array.from({ length: 12 }, (_, nth) => lineStyle(nth))
    expect(new Set(styles.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(12)
  })

  it('tells values with their units', () => {
    expect(valueText(1_500, 'micros')).toBe('1.50 ms')
    expect(valueText(0.985, 'share')).toBe('98.5%')
    expect(valueText(12.3456, 'per-second')).toBe('12.3/s')
    expect(valueText(Number.NaN, 'count')).toBe('–')
  })
})
