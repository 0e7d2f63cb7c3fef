import type { OperationId } from '../../trace/event.ts'
import type { LanesByKey } from './by-key.ts'
import type { Lanes } from './lanes.ts'

/** How many operations of each lane come before something: the first so many. */
export type Clock = Int32Array

/**
 * What comes causally before each write: a row of one number a lane (a vector clock), the write itself not counted.
 *
 * An operation comes before another when it did so in its session, when the other saw it, or by a chain of such steps.
 */
export class Pasts {
  readonly lanes: Lanes
  /** By operation: the row of a write that has a lane, -1 for all else. */
  readonly rowOf: Int32Array
  /** How many writes have lanes. */
  readonly count: number
  /** One row after another, of as many numbers as there are lanes. */
  readonly rows: Int32Array

  constructor(operations: number, lanes: Lanes, byKey: LanesByKey) {
    this.lanes = lanes
    this.rowOf = numberWrites(operations, lanes, byKey)
    this.count = lanes.writes
    this.rows = new Int32Array(lanes.writes * lanes.count)
  }

  /** Notes what comes before a write. */
  set(write: OperationId, clock: Clock): void {
    const start = this.rowOf[write] * clock.length
    for (let at = 0; at < clock.length; at++) this.rows[start + at] = clock[at]
  }

  /** How many operations of a lane come before a write. */
  at(write: OperationId, lane: number): number {
    return this.rows[this.rowOf[write] * this.lanes.count + lane]
  }

  /** Whether one operation comes causally before a write. */
  precedes(one: OperationId, write: OperationId): boolean {
    const { lane, place } = this.lanes
    return place[one] < this.at(write, lane[one])
  }

  /** Adds a write's past to a clock, and the write itself. */
  joinInto(clock: Clock, write: OperationId): void {
    const { count, lane, place } = this.lanes
    const { rows } = this
    const start = this.rowOf[write] * count
    for (let at = 0; at < count; at++) {
      if (rows[start + at] > clock[at]) clock[at] = rows[start + at]
    }
    if (place[write] >= clock[lane[write]]) clock[lane[write]] = place[write] + 1
  }
}

/** By operation: the row of a write that has a lane, -1 for all else. Rows of one key are neighbours, by lane and place. */
function numberWrites(operations: number, lanes: Lanes, byKey: LanesByKey): Int32Array {
  const rowOf = new Int32Array(operations).fill(-1)
  let count = 0
  byKey.each((id) => {
    if (lanes.isWrite(id)) rowOf[id] = count++
  })
  return rowOf
}
