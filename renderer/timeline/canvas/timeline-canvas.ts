import { computed, onBeforeUnmount, onMounted, type Ref, ref, shallowRef, watch } from 'vue'
import {
  type Drawing,
  drawEmphasis,
  drawTimeline,
  type Layout,
  layOut,
  type TimelineView,
} from '../../../engine/timeline/draw/index.ts'
import type { Timeline } from '../../../engine/timeline/index.ts'
import { useShownTheme } from '../../app/theme.ts'
import type { Picked } from '../look/caused.ts'
import { KeptLook } from '../look/kept-look.ts'
import type { TimelineLook } from '../look/timeline-look.ts'
import { fitCanvas } from './fit-canvas.ts'
import { createFrameLoop } from './frame-loop.ts'
import { paint, paintBatches, type Theme } from './paint.ts'
import { readTheme } from './theme.ts'

/** How long a window must be left alone to be looked at anew. */
const REST_MILLIS = 90

/** What the page shows of a timeline now: read by whoever asks what is under a pointer. */
export interface ShownPicture {
  readonly drawing: Drawing
  readonly view: TimelineView
  readonly layout: Layout
}

export interface CanvasSources {
  readonly timeline: () => Timeline
  readonly look: TimelineLook
  /** Pixels that the picture may be high. */
  readonly height: () => number
  /** Pixels for names at least. */
  readonly gutter: () => number
  readonly picked: () => Picked
  /** Where a pointer is, in time. */
  readonly hover: Ref<number | undefined>
  readonly elements: {
    /** As wide as the picture may be. */
    readonly frame: Readonly<Ref<HTMLElement | null>>
    readonly content: Readonly<Ref<HTMLCanvasElement | null>>
    readonly overlay: Readonly<Ref<HTMLCanvasElement | null>>
  }
}

/**
 * Two layers: what the run is, drawn when window, filter, size or theme change; and the cursor with what is picked out, which move far more often. Either is drawn at most
 * once a frame.
 */
export function useTimelineCanvas(sources: CanvasSources) {
  const { look } = sources
  const { frame, content, overlay } = sources.elements
  const width = ref(0)
  const scroll = ref(0)
  const shown = shallowRef<ShownPicture>()
  const pageTheme = useShownTheme()
  let theme: Theme | undefined

  const layout = computed(() =>
    layOut(
      sources.timeline(),
      { width: Math.max(240, width.value), height: sources.height() },
      { filter: look.filter.value, gutter: sources.gutter() },
    ),
  )

  const kept = computed(() => new KeptLook(sources.timeline(), layout.value, look.filter.value))
  let restTimer: ReturnType<typeof setTimeout> | undefined
  let isResting = true

  /** What is coarse for the moment is drawn anew when the window rests. */
  function refine(isExact: boolean): void {
    clearTimeout(restTimer)
    isResting = false
    if (isExact) return
    restTimer = setTimeout(() => {
      isResting = true
      contentLoop.request()
    }, REST_MILLIS)
  }

  const contentLoop = createFrameLoop(() => {
    if (content.value === null || width.value === 0) return
    theme ??= readTheme(content.value)
    const { view, isExact } = kept.value.at(look.window.value, scroll.value, !isResting)
    refine(isExact)
    const drawing = drawTimeline(sources.timeline(), view, layout.value)
    const isFirst = shown.value === undefined
    shown.value = { drawing, view, layout: layout.value }
    paint(fitCanvas(content.value, drawing.width, drawing.height, true), drawing, theme)
    // Once both are there they change together; the first picture is not to wait for the cursor.
    if (isFirst) overlayLoop.request()
    else drawOverlay()
  })

  const overlayLoop = createFrameLoop(() => drawOverlay())

  function drawOverlay(): void {
    if (overlay.value === null || shown.value === undefined || theme === undefined) return
    const { view, layout } = shown.value
    const context = fitCanvas(overlay.value, layout.width, layout.height)
    context.clearRect(0, 0, layout.width, layout.height)
    const emphasis = {
      cursor: look.cursor.value,
      hover: sources.hover.value,
      brush: look.brush.value,
      ...sources.picked(),
    }
    paintBatches(context, drawEmphasis(sources.timeline(), view, layout, emphasis), theme)
  }

  const observer = new ResizeObserver(([entry]) => {
    width.value = Math.floor(entry.contentRect.width)
  })
  onMounted(() => {
    observer.observe(frame.value!)
    // Texts that were drawn before the page's face was there.
    document.fonts.ready.then(contentLoop.request)
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    clearTimeout(restTimer)
    contentLoop.stop()
    overlayLoop.stop()
  })

  watch(pageTheme, () => {
    theme = undefined
  })
  watch([layout, look.window, scroll, pageTheme], contentLoop.request, { flush: 'post' })
  watch([look.cursor, look.brush, sources.picked, sources.hover], overlayLoop.request)

  return { scroll, layout, shown }
}
