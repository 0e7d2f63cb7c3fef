import { OperationClass, type Timeline } from '../timeline.ts'
import { LineBatch, RectangleBatch, withoutEmpty } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, type Row, xOf } from './layout.ts'
import { mishapsOf } from './mishaps.ts'
import { drawStates } from './states.ts'
import type { TimelineView } from './view.ts'

const FAULT_HEIGHT = 4
const VIOLATION_HEIGHT = 6
const NONE = { form: 'each', ids: new Int32Array() } as const

/** The layout of a run at a glance: the same field of time, a thin line for each node and no names. */
export function layOutSmall(layout: Layout, height: number): Layout {
  const nodes = layout.rows.filter(({ kind }) => kind === 'node')
  const top = FAULT_HEIGHT + 2
  const each = (height - top - VIOLATION_HEIGHT - 2) / Math.max(1, nodes.length)
  const rows = nodes.map((row, at): Row => {
    const band = { top: top + at * each, height: Math.max(0.5, each - (each > 3 ? 1 : 0)) }
    return { ...row, ...band, hasName: false, strip: band }
  })
  return { ...layout, height, bodyTop: 0, bodyHeight: height, rows, rowOf: [], groups: [] }
}

/** A whole run at a glance: states, faults, and where clients were given less than they were promised. */
export function drawSmall(timeline: Timeline, small: Layout): Batch[] {
  const view: TimelineView = {
    window: { from: 0, to: Math.max(1, timeline.endMicros) },
    operations: NONE,
    messages: NONE,
    marks: NONE,
    notableOperations: NONE.ids,
    notableMessages: NONE.ids,
  }
  return withoutEmpty([
    ...drawStates(timeline, view, small).map(withoutOutline),
    ...drawFaults(timeline, view, small),
    ...drawViolations(timeline, view, small),
  ])
}

/** Lines this thin would be nothing but outline. */
const withoutOutline = (batch: Batch): Batch =>
  batch.style.fill === 'surface'
    ? batch
    : { ...batch, style: { ...batch.style, stroke: undefined } }

/** Those that meet are one. */
function drawFaults({ faults }: Timeline, { window }: TimelineView, small: Layout): Batch[] {
  const bars = new RectangleBatch('fault bar', { fill: 'fault', alpha: 0.7 })
  const { places } = bars
  for (const { from, to, number } of faults) {
    const x = xOf(small, window, from)
    const end = Math.max(x + 2, xOf(small, window, to))
    const last = places.length - 4
    if (last >= 0 && x <= places[last] + places[last + 2]) {
      places[last + 2] = Math.max(places[last + 2], end - places[last])
    } else bars.add(x, 0, end - x, FAULT_HEIGHT, number)
  }
  return [bars]
}

/** One line for each pixel at most. */
function drawViolations(timeline: Timeline, { window }: TimelineView, small: Layout): Batch[] {
  const lines = new Map([
    [OperationClass.stale as number, new LineBatch('stale', { stroke: 'stale' })],
    [OperationClass.lost as number, new LineBatch('lost', { stroke: 'lost' })],
    [OperationClass.conflicting as number, new LineBatch('conflicting', { stroke: 'conflicting' })],
  ])
  const { ending, invoked } = timeline.operations
  let last = Number.NEGATIVE_INFINITY
  for (const id of mishapsOf(timeline).operations) {
    const x = Math.round(xOf(small, window, invoked[id])) + 0.5
    if (x === last) continue
    const batch = lines.get(ending[id])
    if (batch === undefined) continue
    batch.add(x, small.height - VIOLATION_HEIGHT, x, small.height, id)
    last = x
  }
  return [...lines.values()]
}
