import { type Layout, lookAt, type TimelineView } from '../../../engine/timeline/draw/index.ts'
import type { Filter, Timeline, Window } from '../../../engine/timeline/index.ts'
import { spanOf } from './viewport.ts'

/** How much further a look goes than its window, to either side, by the window's length. */
const MARGIN = 0.5
/** How many times a window may be magnified before counts are too coarse for it, even for a moment. */
const COARSEST = 6
/** From here on what is kept is not what would be looked up anew. */
const EXACT = { least: 0.6, most: 1.7 }

export interface KeptView {
  readonly view: TimelineView
  /** False where looking anew would show more: soon, when the hand rests. */
  readonly isExact: boolean
}

/** Keeps what was found for one window for those near it, so that moving about costs no more than drawing. */
export class KeptLook {
  private readonly timeline: Timeline
  private readonly layout: Layout
  private readonly filter: Filter
  private kept:
    | { readonly view: TimelineView; readonly covers: Window; readonly span: number }
    | undefined

  constructor(timeline: Timeline, layout: Layout, filter: Filter) {
    this.timeline = timeline
    this.layout = layout
    this.filter = filter
  }

  /** @param isHurried whether something coarser will do for the moment */
  at(window: Window, scroll: number, isHurried: boolean): KeptView {
    const isExact = this.isExactFor(window)
    if (!isExact && !(isHurried && this.willDoFor(window))) this.lookAround(window)
    const { view } = this.kept!
    return { view: { ...view, window, scroll }, isExact: isExact || this.isExactFor(window) }
  }

  private covers({ from, to }: Window): boolean {
    const covered = this.kept?.covers
    return covered !== undefined && from >= covered.from && to <= covered.to
  }

  private isExactFor(window: Window): boolean {
    const share = spanOf(window) / (this.kept?.span ?? 1)
    return this.covers(window) && share >= EXACT.least && share <= EXACT.most
  }

  private willDoFor(window: Window): boolean {
    return this.covers(window) && spanOf(window) * COARSEST >= (this.kept?.span ?? 0)
  }

  private lookAround(window: Window): void {
    const { timeline, layout, filter } = this
    const span = spanOf(window)
    const covers = {
      from: Math.max(0, window.from - span * MARGIN),
      to: Math.max(window.to, Math.min(timeline.endMicros, window.to + span * MARGIN)),
    }
    const widths = spanOf(covers) / span
    this.kept = { view: lookAt(timeline, covers, layout, filter, 0, widths), covers, span }
  }
}
