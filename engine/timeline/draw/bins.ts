import type { Density } from '../window.ts'
import type { Layout } from './layout.ts'
import type { TimelineView } from './view.ts'

/** Those bins of a density that a window touches, and where they stand. */
export interface SeenBins {
  readonly first: number
  /** The one after the last. */
  readonly end: number
  /** Where a bin begins, in pixels, within the field of time. */
  edge(bin: number): number
}

export function seenBins(
  { window }: TimelineView,
  { left, right }: Layout,
  { from, binMicros, bins }: Density,
): SeenBins {
  const scale = (right - left) / (window.to - window.from)
  const start = left + (from - window.from) * scale
  const width = binMicros * scale
  return {
    first: Math.max(0, Math.floor((window.from - from) / binMicros)),
    end: Math.min(bins, Math.ceil((window.to - from) / binMicros)),
    edge: (bin) => Math.min(right, Math.max(left, start + bin * width)),
  }
}
