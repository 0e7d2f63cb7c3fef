import { MessageFate, type Timeline } from '../timeline.ts'
import { type Layout, xOf } from './layout.ts'
import type { TimelineView } from './view.ts'

/** A message's line from where it left to where it ended, cut at the edges of time's field. */
export interface MessagePlace {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  /** Whether its end is in the field, so that a sign can stand there. */
  readonly hasEnd: boolean
}

/** How far towards its receiver a message is drawn that the network took at once. */
const LOST_SHARE = 0.45
/** How far to the right such a message ends, in pixels: it takes no time that could be drawn. */
const LOST_SLANT = 7

/** Undefined where one of its ends is not shown, or where it is out of sight. */
export function placeMessage(
  timeline: Timeline,
  { window, scroll = 0 }: TimelineView,
  layout: Layout,
  id: number,
): MessagePlace | undefined {
  const { sent, ended, from, to, fate } = timeline.messages
  const [sender, receiver] = [layout.rowOf[from[id]], layout.rowOf[to[id]]]
  if (sender === undefined || receiver === undefined || sender === receiver) return undefined
  const { start, end } = heights(layout, sender, receiver)
  const x1 = xOf(layout, window, sent[id])
  const last = xOf(layout, window, Math.min(ended[id], timeline.endMicros))
  const isTaken = fate[id] === MessageFate.lost || fate[id] === MessageFate.cut
  const x2 = isTaken ? Math.max(last, x1 + LOST_SLANT) : last
  const y2 = isTaken ? start + (end - start) * LOST_SHARE : end
  return cut(x1, start - scroll, x2, y2 - scroll, layout)
}

/** Lines leave a strip on the side of the other, and meet it there. */
function heights({ rows }: Layout, sender: number, receiver: number) {
  const [a, b] = [rows[sender].strip, rows[receiver].strip]
  const isDown = a.top < b.top
  return {
    start: isDown ? a.top + a.height : a.top,
    end: isDown ? b.top : b.top + b.height,
  }
}

/** The part of a line between the edges of time's field. */
function cut(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  { left, right }: Layout,
): MessagePlace | undefined {
  if (x2 < left || x1 > right) return undefined
  const slope = x2 > x1 ? (y2 - y1) / (x2 - x1) : 0
  const [from, to] = [Math.max(x1, left), Math.min(x2, right)]
  return {
    x1: from,
    y1: y1 + (from - x1) * slope,
    x2: to,
    y2: x2 > to ? y1 + (to - x1) * slope : y2,
    hasEnd: x2 <= right,
  }
}
