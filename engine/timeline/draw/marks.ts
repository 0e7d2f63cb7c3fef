import type { EndpointId } from '../../trace/event.ts'
import type { MarkKind, Timeline } from '../timeline.ts'
import type { Density } from '../window.ts'
import { GlyphBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { MARK_KINDS, MARK_STYLES } from './mark-style.ts'
import { rowsInSight } from './sight.ts'
import { widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

const MAIN_SIZE = 9
const SIDE_SIZE = 7
const WORDS_SIZE = 10

/** Signs on the nodes' rows; what is too near to one of its kind is not drawn again. Ids are marks, or how many a sign stands for where they are counted. */
export function drawMarks(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const batches = new Map(MARK_KINDS.map((kind) => [kind, batchFor(kind)]))
  const seen = new Map(rowsInSight(layout, view).map((one) => [one.row.endpoint, one]))
  const add = (endpoint: EndpointId, kind: MarkKind, time: number, id: number) => {
    const found = seen.get(endpoint)
    const x = xOf(layout, view.window, time)
    if (found === undefined || x < layout.left || x > layout.right) return
    const y = heightOf(found.row, MARK_STYLES[kind].isMain, layout) + found.shift
    addApart(batches.get(kind)!, x, y, id)
  }
  if (view.marks.form === 'density') addCounted(view.marks, add)
  else addEach(timeline, view.marks.ids, add)
  const words = drawMarkWords(batches, layout)
  const inOrder = [...batches]
  const isMain = ([kind]: readonly [MarkKind, GlyphBatch]) => MARK_STYLES[kind].isMain
  const signs = [...inOrder.filter((one) => !isMain(one)), ...inOrder.filter(isMain)]
  return [...signs.map(([, batch]) => batch), words]
}

/** What main signs mean, beside them, where there is room until the next. */
function drawMarkWords(batches: ReadonlyMap<MarkKind, GlyphBatch>, layout: Layout): Batch {
  const words = new TextBatch('mark words', { fill: 'textQuiet' }, WORDS_SIZE)
  if (layout.sizes.node.marks === 0) return words
  const places = [...batches].flatMap(([kind, { places, ids }]) =>
    MARK_STYLES[kind].isMain
      ? ids.map((id, at) => ({ kind, id, x: places[2 * at], y: places[2 * at + 1] }))
      : [],
  )
  places.sort((a, b) => a.y - b.y || a.x - b.x)
  places.forEach(({ kind, id, x, y }, at) => {
    const next = places[at + 1]
    const end = next?.y === y ? next.x - MAIN_SIZE : layout.right
    const from = x + MAIN_SIZE / 2 + 3
    const { name } = MARK_STYLES[kind]
    if (from + widthOf(name, WORDS_SIZE) <= end) words.add(from, y, name, id)
  })
  return words
}

type Add = (endpoint: EndpointId, kind: MarkKind, time: number, id: number) => void

function addEach({ marks }: Timeline, ids: Int32Array, add: Add): void {
  for (const id of ids) add(marks.node[id], marks.kind[id] as MarkKind, marks.time[id], id)
}

function addCounted({ groups, from, binMicros }: Density, add: Add): void {
  for (const group of groups) {
    group.counts.forEach((counts, kind) => {
      counts?.forEach((count, bin) => {
        if (count > 0) add(group.from, kind as MarkKind, from + (bin + 0.5) * binMicros, count)
      })
    })
  }
}

/** Unless the last one in the same row is too near; they come row by row or in order of time. */
function addApart(batch: GlyphBatch, x: number, y: number, id: number): void {
  const { places, size } = batch
  for (let at = places.length - 2; at >= 0 && at >= places.length - 2 * MOST_ROWS; at -= 2) {
    if (places[at + 1] === y && Math.abs(x - places[at]) < size) return
  }
  batch.add(x, y, id)
}

/** How far back a sign of the same row is looked for. */
const MOST_ROWS = 32

function batchFor(kind: MarkKind): GlyphBatch {
  const { name, glyph, colour, isMain } = MARK_STYLES[kind]
  return new GlyphBatch(`mark ${name}`, glyph, isMain ? MAIN_SIZE : SIDE_SIZE, {
    stroke: colour,
    fill: colour,
    lineWidth: isMain ? 1.75 : 1.25,
  })
}

/** The middle of the room above the strip, or its upper edge where there is none; or just below the strip. */
function heightOf({ top, strip }: Row, isMain: boolean, { sizes }: Layout): number {
  if (!isMain) return strip.top + strip.height + SIDE_SIZE / 2 + 1
  return sizes.node.marks > 0 ? top + sizes.node.marks / 2 : strip.top + 2
}
