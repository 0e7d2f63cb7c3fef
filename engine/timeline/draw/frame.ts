import type { Timeline } from '../timeline.ts'
import { timeAxis } from './axis.ts'
import { LineBatch, RectangleBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { rowsInSight } from './sight.ts'
import { elide, widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

const TICK_DISTANCE = 92
const TICK_SIZE = 11
const NAME_SIZE = 12
const GROUP_SIZE = 11
const CURVE_SIZE = 9.5
/** Lower curves are not named. */
const LEAST_CURVE = 11
const MARGIN = 10

/** Where the label of a tick stands: it stays within the picture. */
export const tickBox = (label: string, x: number, { left, width }: Layout) => {
  const wide = widthOf(label, TICK_SIZE)
  const start = Math.min(width - wide - 1, Math.max(left - MARGIN, x - wide / 2))
  return { x: start, width: wide }
}

export const axisOf = ({ window }: TimelineView, { left, right }: Layout) =>
  timeAxis(window, Math.max(2, Math.floor((right - left) / TICK_DISTANCE)))

/** Faint upright lines at the ticks of time, behind the rows. */
export function drawGrid(view: TimelineView, layout: Layout): Batch[] {
  const lines = new LineBatch('grid', { stroke: 'grid' })
  axisOf(view, layout).ticks.forEach(({ time }, at) => {
    const x = Math.round(xOf(layout, view.window, time)) + 0.5
    lines.add(x, layout.bodyTop - 4, x, layout.height, at)
  })
  return [lines]
}

/** Hides what rows leave in the places of names and of the head. */
export function clearMargins({ left, right, width, height, bodyTop }: Layout): Batch[] {
  const ground = new RectangleBatch('ground', { fill: 'surface' })
  ground.add(0, bodyTop, left - 5, height - bodyTop, 0)
  ground.add(right + 5, bodyTop, width - right - 5, height - bodyTop, 0)
  ground.add(0, 0, width, bodyTop - 4, 0)
  return [ground]
}

/** Time along the upper edge. */
export function drawAxis(view: TimelineView, layout: Layout): Batch[] {
  const { axis, left, right } = layout
  const { ticks, base } = axisOf(view, layout)
  const line = new LineBatch('axis', { stroke: 'borderStrong' })
  const words = new TextBatch('tick', { fill: 'textQuiet' }, TICK_SIZE, 'middle')
  const from = new TextBatch('tick base', { fill: 'textQuiet' }, TICK_SIZE, 'start')
  const bottom = axis.top + axis.height - 0.5
  line.add(left, bottom, right, bottom, 0)
  ticks.forEach(({ time, label }, at) => {
    const x = xOf(layout, view.window, time)
    line.add(x, bottom - 4, x, bottom, at)
    const box = tickBox(label, x, layout)
    words.add(box.x + box.width / 2, axis.top + 9, label, at)
  })
  if (base !== undefined)
    from.add(MARGIN, axis.top + 9, elide(base, left - 2 * MARGIN, TICK_SIZE), 0)
  return [line, words, from]
}

/** Who is who, to the left of the rows, and lines between groups. Ids are endpoints. */
export function drawNames(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const { left, bodyTop, height, groups, width } = layout
  const nodes = new TextBatch('node name', { fill: 'text' }, NAME_SIZE, 'start', true)
  const clients = new TextBatch('client name', { fill: 'textQuiet' }, GROUP_SIZE)
  const curves = new TextBatch('curve name', { fill: 'textQuiet' }, CURVE_SIZE)
  const heads = new TextBatch('group name', { fill: 'textQuiet' }, GROUP_SIZE)
  const lines = new LineBatch('group', { stroke: 'border' })
  for (const { row, shift } of rowsInSight(layout, view)) {
    const y = row.strip.top + row.strip.height / 2 + shift
    if (!row.hasName || y < bodyTop) continue
    const isNode = row.kind === 'node'
    const size = isNode ? NAME_SIZE : GROUP_SIZE
    const text = elide(row.name, left - 2 * MARGIN, size, isNode)
    if (text !== '') (isNode ? nodes : clients).add(MARGIN, y, text, row.endpoint)
    if (isNode) nameCurves(curves, timeline, row, view, layout)
  }
  groups.forEach(({ name, top, height: high }, at) => {
    const y = top - (view.scroll ?? 0)
    if (y < bodyTop || y > height) return
    lines.add(0, y + 0.5, width, y + 0.5, at)
    heads.add(MARGIN, y + high / 2 + 1, elide(name, left - MARGIN, GROUP_SIZE), at)
  })
  return [lines, nodes, clients, curves, heads]
}

/** What the curves below a node's strip are of, where there is room to say it. */
function nameCurves(
  names: TextBatch,
  { nodes }: Timeline,
  { endpoint, strip, top, height }: Row,
  { scroll = 0, messages }: TimelineView,
  { sizes }: Layout,
): void {
  const { position } = sizes.node
  const lane = nodes.find((node) => node.endpoint === endpoint)
  if (lane === undefined || position < LEAST_CURVE) return
  const bottom = strip.top + strip.height - scroll
  const isLog = lane.log.times.length > 0
  const hasCurve = isLog || lane.stored.times.length > 0
  if (hasCurve) names.add(MARGIN, bottom + 2 + position / 2, isLog ? 'log' : 'versions', endpoint)
  if (messages.form === 'density' && top + height - strip.top - strip.height - position > 12)
    names.add(MARGIN, top + height - 7 - scroll, 'sent', endpoint)
}
