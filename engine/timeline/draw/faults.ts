import type { FaultSpan, Timeline } from '../timeline.ts'
import { LineBatch, RectangleBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type Layout, xOf } from './layout.ts'
import { rowsInSight, seenPart } from './sight.ts'
import { elide, widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

const LINE_HEIGHT = 16
const BAR_HEIGHT = 13
const WORDS_SIZE = 11
const LEAST_WIDTH = 3
const LEAST_NAME = 24

/** Behind the rows: what a fault struck, as long as it lasted. Ids are faults. */
export function shadeFaults(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const shades = new RectangleBatch('fault', { fill: 'fault', alpha: 0.07 })
  const edges = new LineBatch('edge of a fault', { stroke: 'fault', alpha: 0.5, dash: [2, 3] })
  const rows = rowsInSight(layout, view)
  for (const fault of timeline.faults) {
    const part = placeFault(fault, view, layout)
    if (part === undefined) continue
    const struck = rows.filter(({ row }) => isStruck(fault, row.endpoint, row.kind))
    for (const { row, shift } of struck) {
      if (part.width >= LEAST_WIDTH)
        shades.add(part.x, row.top + shift, part.width, row.height, fault.number)
    }
    for (const time of [fault.from, fault.to]) {
      const x = xOf(layout, view.window, time)
      if (x < layout.left || x > layout.right || time >= timeline.endMicros) continue
      edges.add(x, layout.bodyTop - 6, x, layout.height, fault.number)
    }
  }
  return [shades, edges]
}

/** A fault that names nobody concerns the network between all nodes. */
const isStruck = ({ nodes }: FaultSpan, endpoint: number, kind: 'node' | 'client'): boolean =>
  nodes.length === 0 ? kind === 'node' : nodes.includes(endpoint)

function placeFault({ from, to }: FaultSpan, { window }: TimelineView, layout: Layout) {
  const x = xOf(layout, window, from)
  return seenPart(layout, x, Math.max(x + LEAST_WIDTH, xOf(layout, window, to)))
}

/** Above the rows: a bar with the name of each fault. Ids are faults. */
export function nameFaults(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const grounds = new RectangleBatch('fault bar', { fill: 'surfaceSunken' })
  const tints = new RectangleBatch('fault bar', { fill: 'fault', alpha: 0.16 })
  const begins = new RectangleBatch('begin of a fault', { fill: 'fault' })
  const words = new TextBatch('fault words', { fill: 'text' }, WORDS_SIZE)
  /** By line: where the next name begins, from the right. */
  const ends: number[] = []
  for (let at = timeline.faults.length - 1; at >= 0; at--) {
    const fault = timeline.faults[at]
    const part = placeFault(fault, view, layout)
    if (part === undefined) continue
    const line = layout.faults.rowOfFault[at]
    const y = layout.faults.top + line * LINE_HEIGHT + 2
    grounds.add(part.x, y, part.width, BAR_HEIGHT, fault.number)
    tints.add(part.x, y, part.width, BAR_HEIGHT, fault.number)
    begins.add(part.x, y, Math.min(LEAST_WIDTH, part.width), BAR_HEIGHT, fault.number)
    const x = part.x + LEAST_WIDTH + 4
    const text = nameWithin(fault.label, Math.max(0, (ends[line] ?? layout.right) - x - 4))
    if (text !== '') words.add(x, y + BAR_HEIGHT / 2, text, fault.number)
    ends[line] = part.x
  }
  return [grounds, tints, begins, words]
}

const nameWithin = (label: string, room: number): string =>
  room < LEAST_NAME && widthOf(label, WORDS_SIZE) > room ? '' : elide(label, room, WORDS_SIZE)
