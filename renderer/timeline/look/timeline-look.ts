import { type Ref, ref, type ShallowRef, shallowRef } from 'vue'
import type { Filter, Window } from '../../../engine/timeline/index.ts'
import { clampWindow, panBy, reveal, wholeRun, zoomAt } from './viewport.ts'

/** What a person has picked out. */
export interface Pinned {
  readonly kind: 'operation' | 'message'
  readonly id: number
}

/**
 * How a run is looked at: what the timeline and all panels beside it share. Whoever changes it changes it for all of them.
 *
 * 1. The window is always within the run; the cursor too.
 * 2. Moving the cursor by steps, jumps and playing keeps it in the window; dragging it leaves the window alone.
 */
export interface TimelineLook {
  readonly endMicros: number
  /** The stretch of time that is shown. */
  readonly window: ShallowRef<Window>
  /** The moment that everything follows. */
  readonly cursor: Ref<number>
  readonly pinned: ShallowRef<Pinned | undefined>
  readonly filter: ShallowRef<Filter>
  /** A stretch that is being picked on some chart; all show it. */
  readonly brush: ShallowRef<Window | undefined>
  setWindow(window: Window): void
  panBy(micros: number): void
  zoomAt(time: number, factor: number): void
  fit(): void
  /** @param isKeptInView whether the window follows */
  moveCursor(time: number, isKeptInView?: boolean): void
  /** Ends a brush by showing what it spans. */
  showBrush(): void
}

/** Where a look begins. */
export interface TimelineLookOptions {
  /** Default: the whole run. */
  readonly window?: Window
  /** Default: 0. */
  readonly cursor?: number
  readonly filter?: Filter
}

/** One look at one run. Made once by whoever shows timeline and panels, and handed to each of them. */
export function useTimelineView(
  endMicros: number,
  options: TimelineLookOptions = {},
): TimelineLook {
  const bounds = { endMicros }
  const window = shallowRef(clampWindow(options.window ?? wholeRun(bounds), bounds))
  const cursor = ref(Math.min(endMicros, Math.max(0, options.cursor ?? 0)))
  const pinned = shallowRef<Pinned>()
  const filter = shallowRef<Filter>(options.filter ?? {})
  const brush = shallowRef<Window>()

  const setWindow = (wished: Window) => {
    const next = clampWindow(wished, bounds)
    const { from, to } = window.value
    if (next.from !== from || next.to !== to) window.value = next
  }
  return {
    endMicros,
    window,
    cursor,
    pinned,
    filter,
    brush,
    setWindow,
    panBy: (micros) => setWindow(panBy(window.value, micros, bounds)),
    zoomAt: (time, factor) => setWindow(zoomAt(window.value, time, factor, bounds)),
    fit: () => setWindow(wholeRun(bounds)),
    moveCursor(time, isKeptInView = false) {
      cursor.value = Math.min(endMicros, Math.max(0, Math.round(time)))
      if (isKeptInView) setWindow(reveal(window.value, cursor.value, bounds))
    },
    showBrush() {
      if (brush.value !== undefined) setWindow(brush.value)
      brush.value = undefined
    },
  }
}
