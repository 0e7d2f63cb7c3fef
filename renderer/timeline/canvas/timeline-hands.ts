import type { Ref } from 'vue'
import { timeAt } from '../../../engine/timeline/draw/index.ts'
import { pinnedBy, type Sign, signAt } from '../look/sign-at.ts'
import type { TimelineLook } from '../look/timeline-look.ts'
import type { Drag, GestureHandlers } from './gestures.ts'
import type { ShownPicture } from './timeline-canvas.ts'

/** What is under a pointer, and where the pointer is. */
export interface Hovered {
  readonly sign: Sign
  readonly x: number
  readonly y: number
  readonly time: number
}

export interface Hands {
  readonly look: TimelineLook
  readonly shown: () => ShownPicture | undefined
  readonly hover: Ref<number | undefined>
  readonly hovered: Ref<Hovered | undefined>
}

/** Above the rows the cursor is dragged; on the rows the window, or with shift a stretch to look at. */
export function timelineHands({ look, shown, hover, hovered }: Hands): GestureHandlers {
  const timeOf = (x: number): number => {
    const picture = shown()
    return picture === undefined ? 0 : timeAt(picture.layout, look.window.value, x)
  }
  const perPixel = (): number => timeOf(1) - timeOf(0)

  const dragCursor = (x: number): Drag => {
    look.moveCursor(timeOf(x))
    return { move: (to) => look.moveCursor(timeOf(to)), end: () => {} }
  }
  const dragBrush = (x: number): Drag => {
    const start = timeOf(x)
    return {
      move(to) {
        const end = timeOf(to)
        look.brush.value = { from: Math.min(start, end), to: Math.max(start, end) }
      },
      end: look.showBrush,
    }
  }
  const dragWindow = (x: number): Drag => {
    let last = x
    return {
      move(to) {
        look.panBy((last - to) * perPixel())
        last = to
      },
      end: () => {},
    }
  }

  return {
    zoom: (x, factor) => look.zoomAt(timeOf(x), factor),
    pan: (pixels) => look.panBy(pixels * perPixel()),
    press(x, y, { shiftKey }) {
      hovered.value = undefined
      if (shiftKey) return dragBrush(x)
      return y < (shown()?.layout.bodyTop ?? 0) ? dragCursor(x) : dragWindow(x)
    },
    hover(x, y) {
      hover.value = timeOf(x)
      const picture = shown()
      const sign = picture && signAt(picture.drawing, x, y)
      hovered.value = sign && { sign, x, y, time: timeOf(x) }
    },
    leave() {
      hover.value = undefined
      hovered.value = undefined
    },
    click(x, y) {
      const picture = shown()
      const sign = picture && signAt(picture.drawing, x, y)
      const pinned = pinnedBy(sign)
      look.pinned.value = pinned
      if (pinned !== undefined) return
      look.moveCursor(timeOf(x))
      // Fingers do not hover.
      hovered.value = sign && { sign, x, y, time: timeOf(x) }
    },
  }
}
