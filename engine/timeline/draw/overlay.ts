import { formatMoment } from '../../trace/format.ts'
import type { Timeline } from '../timeline.ts'
import type { Window } from '../window.ts'
import { GlyphBatch, LineBatch, RectangleBatch, TextBatch, withoutEmpty } from './batches.ts'
import type { Batch } from './drawing.ts'
import { axisOf, tickBox } from './frame.ts'
import type { GlyphName } from './glyphs.ts'
import { type Layout, xOf } from './layout.ts'
import { FATE_GLYPHS, isLost } from './message-fates.ts'
import { placeMessage } from './message-places.ts'
import { drawMessageWords } from './message-words.ts'
import { barOf } from './operations.ts'
import { seenPart } from './sight.ts'
import { widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

/** What moves above a timeline while it stays as it is. */
export interface Emphasis {
  readonly cursor: number
  /** Where a pointer is, in time. */
  readonly hover: number | undefined
  readonly brush: Window | undefined
  readonly operations: readonly number[]
  readonly messages: readonly number[]
  /** Of these the ones that came too late to matter: a reader is to find them first. */
  readonly decisive?: readonly number[]
}

const SIZE = 11

/** The cursor, and what is picked out: drawn again and again above a picture that is drawn once. */
export function drawEmphasis(
  timeline: Timeline,
  view: TimelineView,
  layout: Layout,
  emphasis: Emphasis,
): Batch[] {
  return withoutEmpty([
    ...drawBrush(view, layout, emphasis.brush),
    ...drawPicked(timeline, view, layout, emphasis),
    ...drawCursor(view, layout, emphasis),
  ])
}

function drawBrush({ window }: TimelineView, layout: Layout, brush: Window | undefined): Batch[] {
  const ground = new RectangleBatch('brush', { fill: 'accent', alpha: 0.14, stroke: 'accent' })
  const part =
    brush && seenPart(layout, xOf(layout, window, brush.from), xOf(layout, window, brush.to))
  if (part) ground.add(part.x, layout.bodyTop, part.width, layout.height - layout.bodyTop, 0)
  return [ground]
}

function drawPicked(
  timeline: Timeline,
  view: TimelineView,
  layout: Layout,
  { operations, messages, decisive = [] }: Emphasis,
): Batch[] {
  const bars = new RectangleBatch('picked operation', { stroke: 'accent', lineWidth: 2 })
  const halos = new LineBatch('halo', { stroke: 'surface', lineWidth: 5, alpha: 0.8 })
  const lines = new LineBatch('picked message', { stroke: 'accent', lineWidth: 2 })
  const lost = new LineBatch('picked lost message', { stroke: 'messageLost', lineWidth: 2.5 })
  const late = new LineBatch('decisive message', {
    stroke: 'stale',
    lineWidth: 3.5,
    dash: [9, 3],
  })
  const lateEnds = new GlyphBatch('end of a decisive message', 'clock', 11, {
    stroke: 'stale',
    lineWidth: 2,
  })
  const ends = new GlyphBatch('end of a picked message', 'disc', 6, { fill: 'accent' })
  const signs = FATE_GLYPHS.map((glyph) => (glyph === undefined ? undefined : lostEnd(glyph)))
  const { fate } = timeline.messages
  for (const id of messages) {
    const place = placeMessage(timeline, view, layout, id)
    if (place === undefined || place.y1 < layout.bodyTop || place.y2 < layout.bodyTop) continue
    halos.add(place.x1, place.y1, place.x2, place.y2, id)
    const isLate = !isLost(fate[id]) && decisive.includes(id)
    const line = isLost(fate[id]) ? lost : isLate ? late : lines
    line.add(place.x1, place.y1, place.x2, place.y2, id)
    if (place.hasEnd) (signs[fate[id]] ?? (isLate ? lateEnds : ends)).add(place.x2, place.y2, id)
  }
  for (const id of operations) {
    const endpoint = timeline.clients[timeline.operations.session[id]]?.endpoint
    const row = layout.rows[layout.rowOf[endpoint] ?? -1]
    const bar = row && barOf(timeline, view, layout, row, id)
    if (bar && bar.y >= layout.bodyTop)
      bars.add(bar.x - 3, bar.y - 3, bar.width + 6, bar.height + 6, id)
  }
  const words =
    view.messages.form === 'each' && messages.length > 0
      ? drawMessageWords(timeline, view, layout, view.messages.ids)
      : []
  return [
    halos,
    lines,
    late,
    lost,
    ends,
    lateEnds,
    ...signs.filter((one) => one !== undefined),
    ...words,
    bars,
  ]
}

/** What never arrived is told from what did here too. */
const lostEnd = (glyph: GlyphName): GlyphBatch =>
  new GlyphBatch(`end of a picked lost message (${glyph})`, glyph, 11, {
    stroke: 'messageLost',
    lineWidth: 2.5,
  })

function drawCursor(view: TimelineView, layout: Layout, { cursor, hover }: Emphasis): Batch[] {
  const { window } = view
  const thin = new LineBatch('pointer', { stroke: 'borderStrong', dash: [2, 3] })
  const line = new LineBatch('cursor', { stroke: 'accent', lineWidth: 1.5 })
  // A label is hidden whole rather than cut.
  const clear = new RectangleBatch('ground of cursor time', { fill: 'surface' })
  const ground = new RectangleBatch('cursor time', { fill: 'accent' })
  const words = new TextBatch('cursor time', { fill: 'surface' }, SIZE, 'middle', true)
  const { left, right, axis, height, width } = layout
  if (hover !== undefined) {
    const x = xOf(layout, window, hover)
    if (x >= left && x <= right) thin.add(x, axis.top + axis.height, x, height, 0)
  }
  const x = xOf(layout, window, cursor)
  if (x < left - 0.5 || x > right + 0.5) return [thin]
  const text = formatMoment(cursor)
  const wide = widthOf(text, SIZE, true) + 8
  const start = Math.min(width - wide, Math.max(0, x - wide / 2))
  line.add(x, axis.top + axis.height - 3, x, height, 0)
  for (const { time, label } of axisOf(view, layout).ticks) {
    const tick = tickBox(label, xOf(layout, window, time), layout)
    const isHidden = tick.x < start + wide + 4 && tick.x + tick.width > start - 4
    if (isHidden) clear.add(tick.x - 1, axis.top, tick.width + 2, axis.height - 6, 0)
  }
  ground.add(start, axis.top + 1, wide, 16, 0)
  words.add(start + wide / 2, axis.top + 9, text, 0)
  return [thin, line, clear, ground, words]
}
