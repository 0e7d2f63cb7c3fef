import { OperationClass, type Timeline } from '../timeline.ts'
import { GlyphBatch, LineBatch, RectangleBatch } from './batches.ts'
import type { Colour } from './colours.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { drawOperationDensity } from './operation-density.ts'
import { barStyles, isNotable, OPERATION_STYLES, READ } from './operation-style.ts'
import { type DrawnBar, drawOperationWords, LEAST_WORDED_HEIGHT } from './operation-words.ts'
import { rowsInSight, seenPart } from './sight.ts'
import { type Stacking, stackingOf } from './stacking.ts'
import type { TimelineView } from './view.ts'

/** Bars that are less wide have no outline. */
const LEAST_OUTLINED = 3
const LEAST_WIDTH = 1.5
const GLYPH_SIZE = 7
/** A sign with what keeps it apart from others. */
const SIGN_ROOM = GLYPH_SIZE + 4
const ACTIONS = 2

/** The bars of each client, from call to return. Ids are operations. */
export function drawOperations(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const lanes = drawLanes(view, layout)
  if (view.operations.form === 'each')
    return [lanes, ...drawBars(timeline, view, layout, view.operations.ids)]
  return [
    lanes,
    ...drawOperationDensity(view, layout, view.operations),
    ...drawBars(timeline, view, layout, view.notableOperations),
  ]
}

/** A thin line where a client's bars stand, so that one that asks nothing is seen to be there. Ids are endpoints. */
function drawLanes(view: TimelineView, layout: Layout): Batch {
  const lanes = new LineBatch('client lane', { stroke: 'grid' })
  for (const { row, shift } of rowsInSight(layout, view)) {
    if (row.kind === 'node' || !row.hasName) continue
    const y = row.strip.top + row.strip.height / 2 + shift
    lanes.add(layout.left, y, layout.right, y, row.endpoint)
  }
  return lanes
}

/** Where one operation's bar stands; undefined where its client or its time is out of sight. */
export function barOf(
  timeline: Timeline,
  { window, scroll = 0 }: TimelineView,
  layout: Layout,
  row: Row,
  id: number,
) {
  const { invoked, returned, session } = timeline.operations
  const stacking = stackingOf(timeline.operations)
  const from = xOf(layout, window, invoked[id])
  const to = xOf(layout, window, Math.min(returned[id], timeline.endMicros))
  const part = seenPart(layout, from, Math.max(from + LEAST_WIDTH, to))
  if (part === undefined) return undefined
  const { top, height } = lineOf(row, stacking, session[id], id)
  return { x: part.x, y: top - scroll, width: part.width, height }
}

/** The part of a client's row in which an operation stands. */
function lineOf({ strip }: Row, { level, levels }: Stacking, session: number, id: number) {
  const height = strip.height / (levels[session] ?? 1)
  const gap = height > 4 ? 1 : 0
  return { top: strip.top + level[id] * height, height: height - gap }
}

function drawBars(
  timeline: Timeline,
  view: TimelineView,
  layout: Layout,
  ids: Int32Array,
): Batch[] {
  const bars = OPERATION_STYLES.map((_, ending) => barBatches(ending))
  const signs = OPERATION_STYLES.map((_, ending) => signBatches(ending))
  const rows = rowsOfClients(timeline, view, layout)
  const drawn: DrawnBar[] = []
  const { session, ending, action } = timeline.operations
  for (const id of ids) {
    const row = rows[session[id]]
    const bar = row && barOf(timeline, view, layout, row, id)
    if (!bar) continue
    const { ground, edge } = bars[ending[id]][action[id]]
    ground.add(bar.x, bar.y, bar.width, bar.height, id)
    if (bar.width >= LEAST_OUTLINED) edge.add(bar.x, bar.y, bar.width, bar.height, id)
    if (isNotable(ending[id])) sign(signs[ending[id]], action[id], bar, id)
    if (bar.height >= LEAST_WORDED_HEIGHT)
      drawn.push({ ...bar, id, signWidth: isNotable(ending[id]) ? SIGN_ROOM : 0 })
  }
  return [
    ...bars.flat().flatMap(({ ground, edge }) => [ground, edge]),
    ...signs.flat().flatMap(({ inside, outside }) => [inside, outside]),
    ...drawOperationWords(timeline, drawn, layout),
  ]
}

/** By session: the client's row, where it is in sight. */
function rowsOfClients({ clients }: Timeline, view: TimelineView, layout: Layout): Row[] {
  const seen = new Set(rowsInSight(layout, view).map(({ row }) => row.endpoint))
  const rows: Row[] = []
  for (const { endpoint, session } of clients) {
    if (seen.has(endpoint)) rows[session] = layout.rows[layout.rowOf[endpoint]!]
  }
  return rows
}

/** Reads, then writes. */
const barBatches = (ending: number) =>
  Array.from({ length: ACTIONS }, (_, action) => {
    const what = `operation ${OPERATION_STYLES[ending].name} ${action === READ ? 'read' : 'write'}`
    const { ground, edge } = barStyles(ending, action)
    return {
      ground: new RectangleBatch(what, ground),
      edge: new RectangleBatch(`outline of ${what}`, edge),
    }
  })

interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface SignBatches {
  readonly inside: GlyphBatch
  readonly outside: GlyphBatch
}

/** Signs of one class on bars and beside narrow ones: reads, then writes. */
const signBatches = (ending: number): SignBatches[] =>
  Array.from({ length: ACTIONS }, (_, action) => {
    const { name, glyph = 'minus', edge } = OPERATION_STYLES[ending]
    const batch = (colour: Colour) =>
      new GlyphBatch(`sign of ${name}`, glyph, GLYPH_SIZE, {
        lineWidth: 1.5,
        stroke: colour,
        fill: colour,
      })
    return { inside: batch(signColour(ending, action)), outside: batch(edge) }
  })

/** What is read on the bar's own ground. */
function signColour(ending: number, action: number): Colour {
  const { edge, fill } = OPERATION_STYLES[ending]
  if (action === READ || fill !== edge) return edge
  return ending === OperationClass.unknown ? 'text' : 'surface'
}

/** On the bar near its end, or behind it where it is narrow. */
function sign(batches: readonly SignBatches[], action: number, bar: Bar, id: number): void {
  if (bar.height < GLYPH_SIZE - 1) return
  const y = bar.y + bar.height / 2
  const isInside = bar.width >= SIGN_ROOM
  const x = bar.x + bar.width + (isInside ? -GLYPH_SIZE / 2 - 2 : GLYPH_SIZE / 2 + 2)
  const batch = isInside ? batches[action].inside : batches[action].outside
  const last = batch.places.length - 2
  const isFree =
    last < 0 || batch.places[last + 1] !== y || Math.abs(x - batch.places[last]) > GLYPH_SIZE
  if (isFree) batch.add(x, y, id)
}
