import type { Timeline } from '../timeline.ts'
import { RectangleBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import type { Layout } from './layout.ts'
import { type MessagePlace, placeMessage } from './message-places.ts'
import { rowsInSight } from './sight.ts'
import { widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

/** More messages than this have no names: they would hide each other. */
const MOST_NAMED = 60
const WORDS_SIZE = 10
const HEIGHT = 12
const LEAST_LINE = 26

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** The kinds of messages, written beside their lines where nothing else stands. Ids are messages. */
export function drawMessageWords(
  timeline: Timeline,
  view: TimelineView,
  layout: Layout,
  ids: Int32Array,
): Batch[] {
  const placed = placedMessages(timeline, view, layout, ids)
  if (placed.length > MOST_NAMED) return []
  const grounds = new RectangleBatch('ground of message words', { fill: 'surface', alpha: 0.85 })
  const words = new TextBatch('message words', { fill: 'textQuiet' }, WORDS_SIZE, 'middle')
  const taken: Box[] = []
  for (const { id, place } of placed) {
    const text = timeline.run.trace.messageNames[timeline.messages.kind[id]]
    const box = text ? freeBox(place, text, taken, view, layout) : undefined
    if (box === undefined) continue
    taken.push(box)
    grounds.add(box.x, box.y, box.width, HEIGHT, id)
    words.add(box.x + box.width / 2, box.y + HEIGHT / 2, text, id)
  }
  return [grounds, words]
}

/** Those in sight; no more are looked for than too many. */
function placedMessages(timeline: Timeline, view: TimelineView, layout: Layout, ids: Int32Array) {
  const placed: { readonly id: number; readonly place: MessagePlace }[] = []
  for (const id of ids) {
    const place = placeMessage(timeline, view, layout, id)
    if (place !== undefined) placed.push({ id, place })
    if (placed.length > MOST_NAMED) break
  }
  return placed
}

/** Beside the middle of a line, clear of rows' own signs, of other words and of the edges. */
function freeBox(
  { x1, y1, x2, y2 }: MessagePlace,
  text: string,
  taken: readonly Box[],
  view: TimelineView,
  layout: Layout,
): Box | undefined {
  if (Math.abs(y2 - y1) < LEAST_LINE) return undefined
  const width = widthOf(text, WORDS_SIZE) + 4
  for (const share of [0.5, 0.3, 0.7]) {
    const box = {
      x: x1 + (x2 - x1) * share + 3,
      y: y1 + (y2 - y1) * share - HEIGHT / 2,
      width,
    }
    const isInside = box.x >= layout.left && box.x + width <= layout.right
    if (isInside && !taken.some((other) => meet(box, other)) && isBetweenStrips(box, view, layout))
      return box
  }
  return undefined
}

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && Math.abs(a.y - b.y) < HEIGHT

const isBetweenStrips = ({ y }: Box, view: TimelineView, layout: Layout): boolean =>
  rowsInSight(layout, view).every(
    ({ row: { strip }, shift }) =>
      y + HEIGHT <= strip.top + shift || y >= strip.top + strip.height + shift,
  )
