import { operationWordings } from '../operation-words.ts'
import type { Timeline } from '../timeline.ts'
import { RectangleBatch, TextBatch } from './batches.ts'
import type { Batch } from './drawing.ts'
import type { Layout } from './layout.ts'
import { isNotable, OPERATION_STYLES, READ, wordsColour } from './operation-style.ts'
import { fitting, widthOf } from './text.ts'

const WORDS_SIZE = 10
const MARGIN = 4
/** Lower bars have no words. */
export const LEAST_WORDED_HEIGHT = 9
/** Narrower room is not worth looking at. */
const LEAST_ROOM = 14
/** Where there is so much to the right of a narrow bar, its words stand there. */
const ENOUGH_ROOM = 46
/** More bars than this that have room for words have none: they would be read by nobody. */
const MOST_WORDS = 300

/** A bar as it was drawn, with the room that its sign takes at its right end. */
export interface DrawnBar {
  readonly id: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly signWidth: number
}

/**
 * What was asked and answered, on bars that are wide enough, and beside narrow ones of which a reader wants to know most: what was lost, stale or conflicting. Ids are operations.
 */
export function drawOperationWords(
  timeline: Timeline,
  bars: readonly DrawnBar[],
  layout: Layout,
): Batch[] {
  const inside = new Map<string, TextBatch>()
  const grounds = new RectangleBatch('ground of operation words', { fill: 'surface', alpha: 0.85 })
  const beside = new TextBatch('operation words', { fill: 'text' }, WORDS_SIZE)
  const wide = bars.filter(
    (bar) => isBroken(timeline, bar) || roomInside(bar, bar.x + bar.width).width >= LEAST_ROOM,
  )
  if (wide.length > MOST_WORDS) return []
  const starts = nextStarts(bars, layout.right)
  /** By line: where the last bar, its sign and its words end. */
  const ends = new Map<number, number>()
  bars.forEach((bar, at) => {
    const free = { left: ends.get(bar.y) ?? layout.left, right: starts[at] }
    const room = roomOf(bar, free, isBroken(timeline, bar))
    const text = room && fitting(wordingsOf(timeline, bar.id), room.width, WORDS_SIZE)
    let end = bar.x + bar.width + bar.signWidth
    if (room && text !== undefined) {
      const width = widthOf(text, WORDS_SIZE)
      const x = room.side === 'left' ? room.from + room.width - width : room.from
      const y = bar.y + bar.height / 2
      if (room.side !== 'inside') grounds.add(x - 1, y - 5.5, width + 2, 11, bar.id)
      const batch = room.side === 'inside' ? batchFor(inside, timeline, bar.id) : beside
      batch.add(x, y, text, bar.id)
      end = Math.max(end, x + width)
    }
    ends.set(bar.y, Math.max(end, ends.get(bar.y) ?? 0))
  })
  return [grounds, ...inside.values(), beside]
}

const isBroken = ({ operations }: Timeline, { id }: DrawnBar): boolean =>
  OPERATION_STYLES[operations.ending[id]].isBroken === true

/** Where words of a bar may stand. */
interface Room {
  readonly side: 'inside' | 'left' | 'right'
  readonly from: number
  readonly width: number
}

/** What a line leaves free on both sides of a bar. */
interface Free {
  readonly left: number
  readonly right: number
}

/** The first side with room enough, or the widest. */
function roomOf(bar: DrawnBar, free: Free, mayStandBeside: boolean): Room | undefined {
  const inside = roomInside(bar, free.right)
  const rooms = mayStandBeside ? [inside, ...roomsBeside(bar, free)] : [inside]
  const room = rooms.find(({ width }) => width >= ENOUGH_ROOM) ?? rooms.reduce(wider)
  return room.width >= LEAST_ROOM ? room : undefined
}

const wider = (one: Room, other: Room): Room => (other.width > one.width ? other : one)

/** @param next where another bar may lie above this one */
function roomInside(bar: DrawnBar, next: number): Room {
  // A sign that has no room within stands behind.
  const end = Math.min(bar.x + bar.width - bar.signWidth, next)
  return { side: 'inside', from: bar.x + MARGIN, width: end - bar.x - 2 * MARGIN }
}

function roomsBeside(bar: DrawnBar, free: Free): Room[] {
  const end = bar.x + bar.width + bar.signWidth + 2
  const start = free.left + MARGIN
  return [
    { side: 'right', from: end, width: free.right - end - MARGIN },
    { side: 'left', from: start, width: bar.x - start - MARGIN },
  ]
}

/** By bar: where the next one of its line begins. They come in order of their calls. */
function nextStarts(bars: readonly DrawnBar[], right: number): number[] {
  const starts: number[] = []
  const lastOf = new Map<number, number>()
  bars.forEach(({ x, y }, at) => {
    const last = lastOf.get(y)
    if (last !== undefined) starts[last] = x
    starts.push(right)
    lastOf.set(y, at)
  })
  return starts
}

/** What did not end well says so in words too. */
function wordingsOf(timeline: Timeline, id: number): string[] {
  const ending = timeline.operations.ending[id]
  const wordings = operationWordings(timeline, id)
  if (!isNotable(ending)) return wordings
  const { name } = OPERATION_STYLES[ending]
  return [...wordings.slice(0, 2).map((words) => `${words}, ${name}`), ...wordings.slice(1), name]
}

/** One batch for each colour. */
function batchFor(
  batches: Map<string, TextBatch>,
  { operations }: Timeline,
  id: number,
): TextBatch {
  const colour = wordsColour(operations.ending[id], operations.action[id] === READ)
  const found =
    batches.get(colour) ?? new TextBatch('operation words', { fill: colour }, WORDS_SIZE)
  batches.set(colour, found)
  return found
}
