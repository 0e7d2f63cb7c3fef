import { DELAYS } from './bare-queue.ts'

/** What an event is, one number each: time, order of arrival, kind, target, source, tag, label; a row is as long as a line of the processor's cache. */
const ROW = 8

/**
 * For comparison with what is said of queues elsewhere: a plain binary heap in a typed array whose entries are whole events, with all that they carry, ordered by time and
 * then by order of arrival. An event that rises or sinks is moved as a whole.
 */
class WholeEventQueue {
  /** The event popped last, and the one to be pushed. */
  readonly event = new Float64Array(ROW)
  private size = 0
  private sequence = 0
  private readonly rows: Float64Array

  constructor(capacity: number) {
    this.rows = new Float64Array(capacity * ROW)
  }

  push(): void {
    const { rows, event } = this
    event[1] = this.sequence++
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (rows[parent * ROW] <= event[0]) break
      copyRow(rows, parent * ROW, rows, hole * ROW)
      hole = parent
    }
    copyRow(event, 0, rows, hole * ROW)
  }

  pop(): void {
    const { rows } = this
    copyRow(rows, 0, this.event, 0)
    const last = --this.size
    let hole = 0
    for (let child = 1; child < last; child = hole * 2 + 1) {
      if (child + 1 < last && isBefore(rows, child + 1, child)) child++
      if (!isBefore(rows, child, last)) break
      copyRow(rows, child * ROW, rows, hole * ROW)
      hole = child
    }
    copyRow(rows, last * ROW, rows, hole * ROW)
  }
}

function isBefore(rows: Float64Array, one: number, other: number): boolean {
  const first = rows[one * ROW]
  const second = rows[other * ROW]
  return first < second || (first === second && rows[one * ROW + 1] < rows[other * ROW + 1])
}

function copyRow(from: Float64Array, at: number, to: Float64Array, place: number): void {
  to[place] = from[at]
  to[place + 1] = from[at + 1]
  to[place + 2] = from[at + 2]
  to[place + 3] = from[at + 3]
  to[place + 4] = from[at + 4]
  to[place + 5] = from[at + 5]
  to[place + 6] = from[at + 6]
}

/** Pops an event and pushes one in its place, `count` times, at a steady depth. Gives `count`. */
export function turnOverWholeEvents(depth: number, count: number): number {
  const queue = new WholeEventQueue(depth + 1)
  for (let at = 0; at < depth; at++) {
    queue.event[0] = DELAYS[at % DELAYS.length]
    queue.push()
  }
  for (let at = 0; at < count; at++) {
    queue.pop()
    queue.event[0] += DELAYS[at & (DELAYS.length - 1)]
    queue.push()
  }
  return count
}
