import type { EndpointId } from '../../trace/event.ts'
import { MarkKind, type Timeline } from '../timeline.ts'
import type { Density } from '../window.ts'
import { addApart, GlyphBatch, RectangleBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { MARK_KINDS, MARK_STYLES } from './mark-style.ts'
import { rowsInSight } from './sight.ts'
import { widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

const MAIN_SIZE = 9
const SIDE_SIZE = 7
const WORDS_SIZE = 10
const LEAST_DISTANCE = 7
const ROUTINE_DISTANCE = 30
/** Of a kind of which there are more, those below strips are not named. */
const MOST_NAMED_SIDE = 12
const NAMED_SIDE: readonly MarkKind[] = [
  MarkKind.siblings,
  MarkKind.repair,
  MarkKind.hintDelivered,
  MarkKind.hintDropped,
]

/** What says most first. */
const MAIN_KINDS: readonly MarkKind[] = [
  MarkKind.leader,
  MarkKind.crash,
  MarkKind.restart,
  MarkKind.truncate,
  MarkKind.lose,
  MarkKind.stepDown,
  MarkKind.pause,
  MarkKind.resume,
  MarkKind.conflict,
  MarkKind.candidate,
]

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
  hideCovered(batches)
  thinOut(batches.get(MarkKind.discard)!, layout)
  const words = drawMarkWords(batches, layout)
  const inOrder = [...batches]
  const isMain = ([kind]: readonly [MarkKind, GlyphBatch]) => MARK_STYLES[kind].isMain
  const signs = [...inOrder.filter((one) => !isMain(one)), ...inOrder.filter(isMain)]
  return [...signs.map(([, batch]) => batch), ...words]
}

/** Where main signs would hide each other, the one that says more stays. */
function hideCovered(batches: ReadonlyMap<MarkKind, GlyphBatch>): void {
  const taken: { readonly x: number; readonly y: number }[] = []
  for (const kind of MAIN_KINDS) {
    keepOnly(batches.get(kind)!, (x, y) => {
      if (taken.some((other) => other.y === y && Math.abs(other.x - x) < LEAST_DISTANCE))
        return false
      taken.push({ x, y })
      return true
    })
  }
}

/** What is routine where clocks decide is shown where there is room for it. */
function thinOut(batch: GlyphBatch, { left, right }: Layout): void {
  if (batch.ids.length > (right - left) / ROUTINE_DISTANCE) keepOnly(batch, () => false)
}

function keepOnly(batch: GlyphBatch, isKept: (x: number, y: number) => boolean): void {
  const { places, ids } = batch
  const kept = ids.flatMap((id, at) => {
    const [x, y] = [places[2 * at], places[2 * at + 1]]
    return isKept(x, y) ? [{ x, y, id }] : []
  })
  places.length = 0
  ids.length = 0
  for (const { x, y, id } of kept) batch.add(x, y, id)
}

/** What signs mean, beside them, where there is room until the next. What a kept hint is, its curve says; dropped versions are routine. */
function drawMarkWords(batches: ReadonlyMap<MarkKind, GlyphBatch>, layout: Layout): Batch[] {
  const grounds = new RectangleBatch('ground of mark words', { fill: 'surface', alpha: 0.75 })
  const words = new TextBatch('mark words', { fill: 'textQuiet' }, WORDS_SIZE)
  if (layout.sizes.node.marks === 0) return []
  const places = [...batches].flatMap(([kind, { places, ids }]) =>
    MARK_STYLES[kind].isMain || (ids.length <= MOST_NAMED_SIDE && NAMED_SIDE.includes(kind))
      ? ids.map((id, at) => ({ kind, id, x: places[2 * at], y: places[2 * at + 1] }))
      : [],
  )
  places.sort((a, b) => a.y - b.y || a.x - b.x)
  places.forEach(({ kind, id, x, y }, at) => {
    const next = places[at + 1]
    const end = next?.y === y ? next.x - MAIN_SIZE : layout.right
    const from = x + MAIN_SIZE / 2 + 3
    const { name } = MARK_STYLES[kind]
    const width = widthOf(name, WORDS_SIZE)
    if (from + width > end) return
    grounds.add(from - 1, y - 6, width + 2, 12, id)
    words.add(from, y, name, id)
  })
  return [grounds, words]
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
