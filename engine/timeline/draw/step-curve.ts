import { countUpTo } from '../../core/statistics.ts'
import { valueAt } from '../steps.ts'
import type { Steps } from '../timeline.ts'
import type { Window } from '../window.ts'
import { type Layout, timeAt, xOf } from './layout.ts'

/** Where steps are more than pixels, values are taken this far apart. */
const SAMPLE_PIXELS = 2

/**
 * The corners of a staircase within a window, as x and value: each step where there are few of them, else what the quantity was at every other pixel.
 */
export function stairs(steps: Steps, window: Window, layout: Layout): number[] {
  const first = countUpTo(steps.times, steps.times.length, window.from)
  const end = countUpTo(steps.times, steps.times.length, window.to)
  const corners = [layout.left, first === 0 ? 0 : steps.values[first - 1]]
  if (end - first > layout.right - layout.left) addPixels(corners, steps, window, layout)
  else addSteps(corners, steps, window, layout, first, end)
  corners.push(layout.right, corners[corners.length - 1])
  return corners
}

function addSteps(
  corners: number[],
  { times, values }: Steps,
  window: Window,
  layout: Layout,
  first: number,
  end: number,
): void {
  for (let step = first; step < end; step++) {
    const x = xOf(layout, window, times[step])
    corners.push(x, corners[corners.length - 1], x, values[step])
  }
}

function addPixels(corners: number[], steps: Steps, window: Window, layout: Layout): void {
  for (let x = Math.ceil(layout.left); x <= layout.right; x += SAMPLE_PIXELS) {
    corners.push(x, valueAt(steps, timeAt(layout, window, x)))
  }
}

/** Puts values between `least` and `most` from the lower to the upper edge of a band. */
export function scaleValues(
  corners: readonly number[],
  least: number,
  most: number,
  top: number,
  height: number,
): number[] {
  const scale = most > least ? height / (most - least) : 0
  return corners.map((corner, at) =>
    at % 2 === 0 ? corner : top + height - Math.min(height, Math.max(0, (corner - least) * scale)),
  )
}

/** The area between a curve and the lower edge of its band. */
export function areaBelow(line: readonly number[], bottom: number): number[] {
  const last = line[line.length - 2]
  return [...line, last, bottom, line[0], bottom]
}
