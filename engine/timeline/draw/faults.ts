import { faultKinds } from '../fault-kinds.ts'
import { isMending } from '../faults.ts'
import type { Timeline } from '../timeline.ts'
import { LineBatch, RectangleBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import { type FaultGroup, groupFaults } from './fault-groups.ts'
import { type Layout, xOf } from './layout.ts'
import { rowsInSight } from './sight.ts'
import { elide, fitting, widthOf } from './text.ts'
import type { TimelineView } from './view.ts'

const LINE_HEIGHT = 16
const BAR_HEIGHT = 13
const WORDS_SIZE = 11
const LEAST_WIDTH = 3
const LEAST_NAME = 24

/** Behind the rows: what a fault struck, as long as it lasted. Ids are faults; of several that are drawn as one, the first. */
export function shadeFaults(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const shades = new RectangleBatch('fault', { fill: 'fault', alpha: 0.07 })
  const edges = new LineBatch('edge of a fault', { stroke: 'fault', alpha: 0.5, dash: [2, 3] })
  const ends = new LineBatch('edge of a fault', { stroke: 'recovering', alpha: 0.6, dash: [2, 3] })
  const rows = rowsInSight(layout, view)
  for (const group of groupFaults(timeline, view, layout)) {
    const [{ number }] = group.faults
    for (const { row, shift } of group.width >= LEAST_WIDTH ? rows : []) {
      if (!isStruck(group, row.endpoint, row.kind)) continue
      shades.add(group.x, row.top + shift, group.width, row.height, number)
    }
    for (const time of edgesOf(group)) {
      const x = xOf(layout, view.window, time)
      if (x < layout.left || x > layout.right || time >= timeline.endMicros) continue
      const batch = group.faults.every(isMending) ? ends : edges
      batch.add(x, layout.bodyTop - 6, x, layout.height, number)
    }
  }
  return [shades, edges, ends]
}

/** When the first one begins, and the last one ends. */
const edgesOf = ({ faults }: FaultGroup): readonly [number, number] => [
  faults[0].from,
  faults.reduce((end, { to }) => Math.max(end, to), 0),
]

/** A fault that names nobody concerns the network between all nodes. */
const isStruck = ({ nodes }: FaultGroup, endpoint: number, kind: 'node' | 'client'): boolean =>
  nodes.length === 0 ? kind === 'node' : nodes.includes(endpoint)

/**
 * Above the rows: a bar with the name of each fault, and of what mends one. Ids are faults. Faults that cannot be told apart are one bar with their number and, where there is room, their kinds: its ids say how many
 * they are.
 */
export function nameFaults(timeline: Timeline, view: TimelineView, layout: Layout): Batch[] {
  const grounds = new RectangleBatch('fault bar', { fill: 'surfaceSunken' })
  const tints = new RectangleBatch('fault bar', { fill: 'fault', alpha: 0.16 })
  const together = new RectangleBatch('faults together', { fill: 'fault', alpha: 0.34 })
  const begins = new RectangleBatch('begin of a fault', { fill: 'fault' })
  const mendings = new RectangleBatch('begin of a mending', { fill: 'recovering' })
  const words = new TextBatch('fault words', { fill: 'text' }, WORDS_SIZE)
  /** By line: where the next name begins, from the right. */
  const ends: number[] = []
  for (const group of groupFaults(timeline, view, layout).reverse()) {
    const { faults, line, x, width } = group
    const [{ number, label }] = faults
    const y = layout.faults.top + line * LINE_HEIGHT + 2
    grounds.add(x, y, width, BAR_HEIGHT, number)
    if (faults.length > 1) together.add(x, y, width, BAR_HEIGHT, faults.length)
    else if (!faults.every(isMending)) tints.add(x, y, width, BAR_HEIGHT, number)
    const begin = faults.every(isMending) ? mendings : begins
    begin.add(x, y, Math.min(LEAST_WIDTH, width), BAR_HEIGHT, number)
    const start = x + LEAST_WIDTH + 4
    const room = Math.max(0, (ends[line] ?? layout.right) - start - 4)
    const text = faults.length > 1 ? wordsTogether(group, room) : nameWithin(label, room)
    if (text !== '') words.add(start, y + BAR_HEIGHT / 2, text, number)
    ends[line] = x
  }
  return [grounds, tints, together, begins, mendings, words]
}

const wordsTogether = ({ faults }: FaultGroup, room: number): string => {
  const count = `${faults.length} faults`
  return (
    fitting([`${count}: ${faultKinds(faults)}`, count, `${faults.length}`], room, WORDS_SIZE) ?? ''
  )
}

const nameWithin = (label: string, room: number): string =>
  room < LEAST_NAME && widthOf(label, WORDS_SIZE) > room ? '' : elide(label, room, WORDS_SIZE)
