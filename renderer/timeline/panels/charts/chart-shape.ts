import type { Window } from '../../../../engine/timeline/index.ts'
import type { ChartSeries } from './chart-data.ts'

/** Where a chart draws, in pixels. */
export interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The highest value of an axis, and where its marks are. */
export interface Scale {
  readonly most: number
  readonly ticks: readonly number[]
}

/** From 0 to a round value at least as high as all in a window. */
export function scaleOf(series: readonly ChartSeries[], window: Window): Scale {
  let most = 0
  for (const { times, values } of series) {
    for (const at of placesWithin(times, window)) if (values[at] > most) most = values[at]
  }
  if (series[0]?.unit === 'share') return { most: 1, ticks: [0, 0.5, 1] }
  const rounded = roundUp(most)
  const isWhole = series[0]?.unit === 'count' && rounded % 2 === 1
  return { most: rounded, ticks: isWhole ? [0, rounded] : [0, rounded / 2, rounded] }
}

const ROUND = [1, 2, 4, 6, 8, 10]

function roundUp(value: number): number {
  if (!(value > 0)) return 1
  const unit = 10 ** Math.floor(Math.log10(value))
  const factor = ROUND.find((one) => one * unit >= value * 0.999_999) ?? 10
  return factor * unit
}

/** Places of the points in a window, with one beyond each end, so that lines run to the edges. */
export function placesWithin(times: Float64Array, { from, to }: Window): number[] {
  const first = Math.max(0, countBelow(times, from) - 1)
  const end = Math.min(times.length, countBelow(times, to) + 1)
  return Array.from({ length: Math.max(0, end - first) }, (_, nth) => first + nth)
}

/** How many of ascending times are below a limit. */
function countBelow(times: Float64Array, limit: number): number {
  let from = 0
  let to = times.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (times[middle] < limit) from = middle + 1
    else to = middle
  }
  return from
}

export const xAt = ({ left, right }: Plot, { from, to }: Window, time: number): number =>
  left + ((time - from) / (to - from)) * (right - left)

export const timeAtX = ({ left, right }: Plot, { from, to }: Window, x: number): number =>
  from + ((x - left) / (right - left)) * (to - from)

export const yAt = ({ top, bottom }: Plot, { most }: Scale, value: number): number =>
  bottom - (value / most) * (bottom - top)

/** A line as an SVG path, broken where there is no value; and dots for values that stand alone. */
export function linePath(
  { times, values }: ChartSeries,
  plot: Plot,
  window: Window,
  scale: Scale,
): { readonly path: string; readonly dots: readonly Dot[] } {
  const parts: string[] = []
  const dots: Dot[] = []
  let isDrawing = false
  for (const at of placesWithin(times, window)) {
    const value = values[at]
    if (Number.isNaN(value)) {
      isDrawing = false
      continue
    }
    const x = xAt(plot, window, times[at])
    const y = yAt(plot, scale, value)
    const isAlone = !isDrawing && !(values[at + 1] >= 0)
    if (isAlone) dots.push({ x, y })
    else parts.push(`${isDrawing ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`)
    isDrawing = true
  }
  return { path: parts.join(''), dots }
}

interface Dot {
  readonly x: number
  readonly y: number
}

/** The place of the point nearest to a moment; -1 where there are none. */
export function nearestPoint({ times }: ChartSeries, time: number): number {
  const after = countBelow(times, time)
  if (after === 0) return times.length - 1 < 0 ? -1 : 0
  if (after === times.length) return times.length - 1
  return times[after] - time < time - times[after - 1] ? after : after - 1
}
