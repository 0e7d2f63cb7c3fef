import type { TimelineLook } from '../look/timeline-look.ts'
import { spanOf } from '../look/viewport.ts'
import type { Drag, GestureHandlers } from './gestures.ts'

/** How near an edge of the window has to be to be taken, in pixels. */
const EDGE_REACH = 6

/**
 * What hands do on the picture of the whole run: they move the window, or one of its edges, or put it where they point.
 *
 * @param timeOf the moment at a place
 * @param placeOf the place of a moment
 */
export function miniMapHands(
  look: TimelineLook,
  timeOf: (x: number) => number,
  placeOf: (time: number) => number,
): GestureHandlers {
  const centre = (time: number) => {
    const half = spanOf(look.window.value) / 2
    look.setWindow({ from: time - half, to: time + half })
  }
  const dragEdge = (edge: 'from' | 'to'): Drag => ({
    move(x) {
      const { from, to } = look.window.value
      const time = timeOf(x)
      if (edge === 'from' ? time < to : time > from) look.setWindow({ from, to, [edge]: time })
    },
    end: () => {},
  })
  const dragWindow = (start: number): Drag => {
    const away = timeOf(start) - look.window.value.from
    return {
      move(x) {
        const from = timeOf(x) - away
        look.setWindow({ from, to: from + spanOf(look.window.value) })
      },
      end: () => {},
    }
  }
  return {
    zoom: (x, factor) => look.zoomAt(timeOf(x), factor),
    pan: (pixels) => look.panBy(timeOf(pixels) - timeOf(0)),
    press(x) {
      const { from, to } = look.window.value
      if (Math.abs(x - placeOf(from)) < EDGE_REACH) return dragEdge('from')
      if (Math.abs(x - placeOf(to)) < EDGE_REACH) return dragEdge('to')
      const time = timeOf(x)
      if (time < from || time > to) centre(time)
      return dragWindow(x)
    },
    hover: () => {},
    leave: () => {},
    click: (x) => centre(timeOf(x)),
  }
}
