import type { KeyId, OperationId } from '../../trace/event.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import { type LanesByKey, type Stretch, stretchesOf } from './by-key.ts'
import { seenBy } from './lanes.ts'
import type { Pasts } from './pasts.ts'

/** In place of an operation of a lane where there is none: above every clock. */
const NEVER = 0x7fffffff

/** What is known of newer versions: which operations wrote one, or which read one. */
export type Knowledge = 'wrote' | 'read'

/**
 * Of each version and lane the first operation there that wrote a newer version of the key, and the first that read one: places, by row and lane.
 *
 * A version is newer than another of its key when its write comes causally after the other's; every version is newer than the initial value. So whether one who
 * has come to know the first so many operations of each lane knows of a newer version is one comparison a lane.
 */
export class NewerVersions {
  private readonly history: RegisterHistory
  private readonly pasts: Pasts
  private readonly byKey: LanesByKey
  private readonly tables = new Map<Knowledge, Int32Array>()
  private readonly initial: Readonly<Record<Knowledge, Int32Array>>

  constructor(history: RegisterHistory, pasts: Pasts, byKey: LanesByKey) {
    this.history = history
    this.pasts = pasts
    this.byKey = byKey
    this.initial = {
      wrote: this.firstByKey((id) => history.effect[id] !== Effect.read),
      read: this.firstByKey((id) => {
        return history.effect[id] === Effect.read && seenBy(history, id).length > 0
      }),
    }
  }

  /** Of all versions: built when it is first asked for. */
  table(knowledge: Knowledge): Int32Array {
    let table = this.tables.get(knowledge)
    if (table === undefined) {
      table = this.fill(knowledge)
      this.tables.set(knowledge, table)
    }
    return table
  }

  /** Where a version's row begins in `table`. */
  rowOf(version: OperationId): number {
    return this.pasts.rowOf[version] * this.pasts.lanes.count
  }

  /** Of the initial values. */
  initialTable(knowledge: Knowledge): Int32Array {
    return this.initial[knowledge]
  }

  /** Where a key's row begins in `initialTable`. */
  initialRowOf(key: KeyId): number {
    return key * this.pasts.lanes.count
  }

  private firstByKey(isWanted: (id: OperationId) => boolean): Int32Array {
    const { key } = this.history
    const { lanes } = this.pasts
    const first = new Int32Array(this.byKey.keys * lanes.count).fill(NEVER)
    lanes.each((id) => {
      const cell = key[id] * lanes.count + lanes.lane[id]
      if (first[cell] === NEVER && isWanted(id)) first[cell] = lanes.place[id]
    })
    return first
  }

  private fill(knowledge: Knowledge): Int32Array {
    const { byKey, pasts } = this
    const table = new Int32Array(pasts.count * pasts.lanes.count).fill(NEVER)
    for (let key = 0; key < byKey.keys; key++) this.fillKey(table, knowledge, key)
    return table
  }

  private fillKey(table: Int32Array, knowledge: Knowledge, key: KeyId): void {
    const writes = this.writesAmong(this.byKey.laneByLane(key))
    if (writes.length < 2) return
    const rows = new KeyRows(table, this.pasts, writes)
    // In order of call, so that what concerns one version is looked at within a short time.
    if (knowledge === 'wrote') this.markWritten(this.byKey.inOrder(key), rows)
    else this.markRead(this.byKey.inOrder(key), rows)
  }

  private writesAmong(operations: Int32Array): Int32Array {
    const { rowOf } = this.pasts
    const writes = new Int32Array(operations.length)
    let count = 0
    for (let at = 0; at < operations.length; at++) {
      if (rowOf[operations[at]] >= 0) writes[count++] = operations[at]
    }
    return writes.subarray(0, count)
  }

  private markWritten(operations: Int32Array, rows: KeyRows): void {
    for (let at = 0; at < operations.length; at++) {
      const id = operations[at]
      if (this.pasts.rowOf[id] >= 0) rows.mark(id, id)
    }
  }

  private markRead(operations: Int32Array, rows: KeyRows): void {
    const { effect, source } = this.history
    const { lane, count } = this.pasts.lanes
    const last = new Int32Array(count).fill(-1)
    for (let at = 0; at < operations.length; at++) {
      const id = operations[at]
      if (effect[id] !== Effect.read) continue
      const seen = source[id]
      if (seen < 0) for (const one of seenBy(this.history, id)) rows.mark(id, one)
      // Reading the same version again tells nothing new.
      else if (seen !== last[lane[id]]) rows.mark(id, seen)
      last[lane[id]] = seen
    }
  }
}

/** The rows of one key's versions. */
class KeyRows {
  private readonly table: Int32Array
  private readonly pasts: Pasts
  private readonly stretches: readonly Stretch[]
  /** By stretch: its lane. */
  private readonly lanes: Int32Array
  /** By number of the write within its key: these are ordered by lane and place, as are the rows. */
  private readonly places: Int32Array
  private readonly firstRow: number
  /** By lane and stretch of the writes: how far these are superseded in the lane, and the place of the next. */
  private readonly reached: Int32Array
  private readonly nextPlace: Int32Array

  constructor(table: Int32Array, pasts: Pasts, writes: Int32Array) {
    const { count, place } = pasts.lanes
    this.table = table
    this.pasts = pasts
    this.stretches = stretchesOf(writes, pasts.lanes)
    this.lanes = Int32Array.from(this.stretches, ({ lane }) => lane)
    this.places = writes.map((id) => place[id])
    this.firstRow = pasts.rowOf[writes[0]]
    this.reached = new Int32Array(count * this.stretches.length)
    this.nextPlace = new Int32Array(count * this.stretches.length)
    for (let cell = 0; cell < this.reached.length; cell++) {
      const { from } = this.stretches[cell % this.stretches.length]
      this.reached[cell] = from
      this.nextPlace[cell] = this.places[from]
    }
  }

  /** Notes that all versions older than one were superseded by an operation, in its lane, unless they were so before. */
  mark(by: OperationId, version: OperationId): void {
    const { lanes, nextPlace, pasts } = this
    const row = pasts.rowOf[version] * pasts.lanes.count
    const first = pasts.lanes.lane[by] * lanes.length
    for (let at = 0; at < lanes.length; at++) {
      const older = pasts.rows[row + lanes[at]]
      if (nextPlace[first + at] < older) this.markStretch(by, at, older)
    }
  }

  private markStretch(by: OperationId, at: number, older: number): void {
    const { table, places } = this
    const { lane, place, count } = this.pasts.lanes
    const { to } = this.stretches[at]
    const cursor = lane[by] * this.stretches.length + at
    let next = this.reached[cursor]
    let cell = (this.firstRow + next) * count + lane[by]
    for (; next < to && places[next] < older; next++) {
      table[cell] = place[by]
      cell += count
    }
    this.reached[cursor] = next
    this.nextPlace[cursor] = next < to ? places[next] : NEVER
  }
}
