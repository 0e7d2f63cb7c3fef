import type { KeyId, OperationId } from '../../trace/event.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import { LanesByKey, type Stretch, stretchesOf } from './by-key.ts'
import { sourcesOf } from './lanes.ts'
import type { Pasts } from './pasts.ts'

/** In place of an operation of a lane where there is none: above every clock. */
const NEVER = 0x7fffffff

/** What is known of newer versions: which operations wrote one, or which read one. */
export type Knowledge = 'wrote' | 'read'

/**
 * Of each version and lane the first operation there that wrote a newer version of the key, and the first that read one.
 *
 * A version is newer than another of its key when its write comes causally after the other's; every version is newer than the initial value. So whether one who
 * has come to know the first so many operations of each lane knows of a newer version is one comparison a lane.
 */
export class NewerVersions {
  private readonly history: RegisterHistory
  private readonly pasts: Pasts
  private readonly lanes: number
  private readonly wrote: Int32Array
  private readonly read: Int32Array

  constructor(history: RegisterHistory, pasts: Pasts) {
    const { lanes } = pasts
    const byKey = new LanesByKey(history, lanes)
    const cells = (pasts.count + byKey.keys) * lanes.count
    this.history = history
    this.pasts = pasts
    this.lanes = lanes.count
    this.wrote = new Int32Array(cells).fill(NEVER)
    this.read = new Int32Array(cells).fill(NEVER)
    for (let key = 0; key < byKey.keys; key++) this.fillKey(key, byKey.of(key))
  }

  /** The row of a version; undefined for the initial value. */
  rowOf(version: OperationId | undefined, key: KeyId): number {
    const number = version === undefined ? this.pasts.count + key : this.pasts.rowOf[version]
    return number * this.lanes
  }

  /** The place of the first operation of a lane that knew of a newer version; above every clock for none. */
  first(knowledge: Knowledge, row: number, lane: number): number {
    return this[knowledge][row + lane]
  }

  private fillKey(key: KeyId, operations: Int32Array): void {
    const { lanes, rowOf } = this.pasts
    const writes = operations.filter((id) => rowOf[id] >= 0)
    if (writes.length === 0) return
    const rows = new KeyRows(
      this.pasts,
      writes,
      stretchesOf(writes, lanes),
      this.rowOf(undefined, key),
    )
    for (const stretch of stretchesOf(operations, lanes)) {
      this.fillLane(operations.subarray(stretch.from, stretch.to), stretch.lane, rows)
    }
  }

  private fillLane(operations: Int32Array, lane: number, rows: KeyRows): void {
    const { effect, source } = this.history
    const { place } = this.pasts.lanes
    rows.restart(lane)
    let last = -1
    for (const id of operations) {
      if (effect[id] !== Effect.read) {
        rows.mark(this.wrote, rows.wrote, id, place[id])
        continue
      }
      // Reading the same version again tells nothing new.
      if (source[id] >= 0 && source[id] === last) continue
      for (const one of sourcesOf(this.history, id)) {
        rows.mark(this.read, rows.read, one, place[id])
      }
      last = source[id]
    }
  }
}

/** The rows of one key's versions, while one lane after another is gone through. */
class KeyRows {
  /** By stretch: how far its versions are known to be older, from what the lane wrote and from what it read. */
  readonly wrote: Int32Array
  readonly read: Int32Array
  private readonly pasts: Pasts
  private readonly writes: Int32Array
  private readonly stretches: readonly Stretch[]
  private readonly initialRow: number
  private lane = 0

  constructor(pasts: Pasts, writes: Int32Array, stretches: readonly Stretch[], initialRow: number) {
    this.pasts = pasts
    this.writes = writes
    this.stretches = stretches
    this.initialRow = initialRow
    this.wrote = new Int32Array(stretches.length)
    this.read = new Int32Array(stretches.length)
  }

  restart(lane: number): void {
    this.lane = lane
    for (let at = 0; at < this.stretches.length; at++) {
      this.wrote[at] = this.stretches[at].from
      this.read[at] = this.stretches[at].from
    }
  }

  /** Notes that all versions older than one were superseded in the lane from a place on, unless they were so before. */
  mark(table: Int32Array, reached: Int32Array, version: OperationId, place: number): void {
    const { pasts, writes, stretches, lane } = this
    const { lanes, rowOf } = pasts
    for (let at = 0; at < stretches.length; at++) {
      const { to } = stretches[at]
      const older = pasts.at(version, stretches[at].lane)
      let next = reached[at]
      while (next < to && lanes.place[writes[next]] < older) {
        table[rowOf[writes[next++]] * lanes.count + lane] = place
      }
      reached[at] = next
    }
    const initial = this.initialRow + lane
    if (table[initial] === NEVER) table[initial] = place
  }
}
