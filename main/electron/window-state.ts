import * as v from 'valibot'

/** Where a window was, and how. */
export const windowStateSchema = v.object({
  x: v.optional(v.pipe(v.number(), v.integer())),
  y: v.optional(v.pipe(v.number(), v.integer())),
  width: v.pipe(v.number(), v.integer(), v.minValue(480)),
  height: v.pipe(v.number(), v.integer(), v.minValue(320)),
  isMaximized: v.boolean(),
})

export type WindowState = v.InferOutput<typeof windowStateSchema>

export const standardWindow: WindowState = { width: 1280, height: 880, isMaximized: false }

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Pixels of a window that must be on a screen for a person to get hold of it. */
const graspable = 64

/** Pixels by which a window stands lower and further right than the one before it. */
const step = 28

/** As another window is, beside it, so that neither hides the other. */
export const beside = ({ x, y, ...state }: WindowState): WindowState =>
  x === undefined || y === undefined ? state : { ...state, x: x + step, y: y + step }

/** The state, without its place where no screen shows enough of it: a screen may have been taken away. */
export function onScreen(state: WindowState, screens: readonly Area[]): WindowState {
  const { x, y, ...size } = state
  if (x === undefined || y === undefined) return size
  const isSeen = screens.some(
    (screen) =>
      overlap(x, size.width, screen.x, screen.width) >= graspable &&
      overlap(y, size.height, screen.y, screen.height) >= graspable,
  )
  return isSeen ? state : size
}

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom)
