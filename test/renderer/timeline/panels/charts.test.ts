import { describe, expect, it } from 'vitest'
import { buildTimeline, replay } from '../../../../engine/timeline/index.ts'
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

  it('say so where there is nothing to see', () => {
    const calm = majorityWrites()
    expect(emptyWords('staleness', drawn(calm, 'staleness'), 0)).toBe('No read was stale.')
    expect(emptyWords('conflicts', drawn(calm, 'conflicts'), 0)).toMatch(/^No versions met/)
    expect(emptyWords('lag', [], 5)).toMatch(/cut short/)
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

  it('breaks its lines where there is no value', () => {
    const path = linePath(
      line([1, 2, Number.NaN, 4]),
      PLOT,
      { from: 0, to: 30 },
      { most: 4, ticks: [] },
    )
    expect(path).toBe('M100.0 70.0L366.7 50.0M900.0 10.0h.01')
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
