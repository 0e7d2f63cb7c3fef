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
  const rooms = findRooms(timeline, bars, layout)
  if (rooms.length > MOST_WORDS) return []
  for (const { bar, side, from, width } of rooms) {
    const text = fitting(wordingsOf(timeline, bar.id), width, WORDS_SIZE)
    if (text === undefined) continue
    const y = bar.y + bar.height / 2
    const wide = widthOf(text, WORDS_SIZE)
    const x = side === 'left' ? from + width - wide : from
    if (side !== 'inside') grounds.add(x - 1, y - 5.5, wide + 2, 11, bar.id)
    const batch = side === 'inside' ? batchFor(inside, timeline, bar.id) : beside
    batch.add(x, y, text, bar.id)
  }
  return [grounds, ...inside.values(), beside]
}

/** Where words of a bar may stand. */
interface Room {
  readonly bar: DrawnBar
  readonly side: 'inside' | 'left' | 'right'
  readonly from: number
  readonly width: number
}

function findRooms(
  { operations: { ending } }: Timeline,
  bars: readonly DrawnBar[],
  layout: Layout,
): Room[] {
  const free = freeBeside(bars, layout)
  return bars.flatMap((bar, at): Room[] => {
    const inside = roomInside(bar, free[at].right)
    const isBroken = OPERATION_STYLES[ending[bar.id]].isBroken === true
    const rooms = isBroken ? [inside, ...roomsBeside(bar, free[at])] : [inside]
    const room = rooms.find(({ width }) => width >= ENOUGH_ROOM) ?? rooms.reduce(wider)
    return room.width >= LEAST_ROOM ? [room] : []
  })
}

const wider = (one: Room, other: Room): Room => (other.width > one.width ? other : one)

/** @param next where another bar may lie above this one */
function roomInside(bar: DrawnBar, next: number): Room {
  const end = Math.min(bar.x + bar.width - bar.signWidth, next)
  return { bar, side: 'inside', from: bar.x + MARGIN, width: end - bar.x - 2 * MARGIN }
}

function roomsBeside(bar: DrawnBar, free: Free): Room[] {
  const end = bar.x + bar.width + bar.signWidth + 2
  const start = free.left + MARGIN
  return [
    { bar, side: 'right', from: end, width: free.right - end - MARGIN },
    { bar, side: 'left', from: start, width: bar.x - start - MARGIN },
  ]
}

interface Free {
  readonly left: number
  readonly right: number
}

/** By bar: where the one before it in its line ends, and the next one begins. They come in order of their calls. */
function freeBeside(bars: readonly DrawnBar[], layout: Layout): Free[] {
  const free: { left: number; right: number }[] = []
  const lastOf = new Map<number, number>()
  bars.forEach(({ x, y }, at) => {
    const last = lastOf.get(y)
    if (last !== undefined) free[last].right = x
    // What stands to the right of the one before may be its own sign and words.
    const left = last === undefined ? layout.left : endOf(bars[last])
    free.push({ left, right: layout.right })
    lastOf.set(y, at)
  })
  return free
}

const endOf = ({ x, width, signWidth }: DrawnBar): number =>
  x + width + (signWidth > 0 ? signWidth + ENOUGH_ROOM : 0)

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
