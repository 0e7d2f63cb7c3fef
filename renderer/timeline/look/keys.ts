import type { TimelineLook } from './timeline-look.ts'
import { spanOf } from './viewport.ts'

/** What keys ask of the panel besides looking. */
export interface KeyActions {
  step(isForward: boolean): void
  jump(isForward: boolean): void
  togglePlay(): void
  unpin(): void
  scroll(pixels: number): void
  help(): void
}

/** The share of the window by which an arrow moves it. */
const ARROW_SHARE = 0.12
const ZOOM_FACTOR = 1.4
const SCROLL_PIXELS = 40

/** What a key does, by the name that browsers give it. */
export function timelineKeys(
  look: TimelineLook,
  actions: KeyActions,
): Readonly<Record<string, () => void>> {
  const move = (share: number) => () => look.panBy(spanOf(look.window.value) * share)
  const zoom = (factor: number) => () => look.zoomAt(focus(look), factor)
  return {
    ArrowLeft: move(-ARROW_SHARE),
    ArrowRight: move(ARROW_SHARE),
    PageUp: move(-1),
    PageDown: move(1),
    ArrowUp: () => actions.scroll(-SCROLL_PIXELS),
    ArrowDown: () => actions.scroll(SCROLL_PIXELS),
    '+': zoom(ZOOM_FACTOR),
    '=': zoom(ZOOM_FACTOR),
    '-': zoom(1 / ZOOM_FACTOR),
    '0': look.fit,
    Home: () => look.moveCursor(0, true),
    End: () => look.moveCursor(look.endMicros, true),
    ',': () => actions.step(false),
    '.': () => actions.step(true),
    '[': () => actions.jump(false),
    ']': () => actions.jump(true),
    ' ': actions.togglePlay,
    Escape: actions.unpin,
    h: actions.help,
  }
}

/** Keys magnify around the cursor where it is in sight, else around the middle. */
function focus({ window, cursor }: TimelineLook): number {
  const { from, to } = window.value
  return cursor.value >= from && cursor.value <= to ? cursor.value : (from + to) / 2
}

/** The same for those who read it. */
export const KEY_HELP: readonly (readonly [keys: string, what: string])[] = [
  ['← →', 'move along time'],
  ['+ −', 'zoom at the cursor'],
  ['0', 'show the whole run'],
  [', .', 'step to the event before, or to the next'],
  ['[ ]', 'jump to the notable moment before, or to the next'],
  ['Space', 'play or pause'],
  ['Home End', 'go to the begin or end of the run'],
  ['↑ ↓', 'scroll rows'],
  ['Esc', 'let go of what is picked out'],
  ['h', 'show what signs mean, and these keys'],
]
