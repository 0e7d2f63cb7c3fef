import type { KeyId, OperationId } from '../../trace/event.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import { LanesByKey, type Stretch, stretchesOf } from './by-key.ts'
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

  constructor(history: RegisterHistory, pasts: Pasts) {
    this.history = history
    this.pasts = pasts
    this.byKey = new LanesByKey(history, pasts.lanes)
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
    for (let key = 0; key < byKey.keys; key++) this.fillKey(table, knowledge, byKey.of(key))
    return table
  }

  private fillKey(table: Int32Array, knowledge: Knowledge, operations: Int32Array): void {
    const { lanes, rowOf } = this.pasts
    const writes = operations.filter((id) => rowOf[id] >= 0)
    if (writes.length < 2) return
    const rows = new KeyRows(table, this.pasts, writes)
    for (const { lane, from, to } of stretchesOf(operations, lanes)) {
      rows.restart(lane)
      const own = operations.subarray(from, to)
      if (knowledge === 'wrote') this.markWritten(own, rows)
      else this.markRead(own, rows)
    }
  }

  private markWritten(operations: Int32Array, rows: KeyRows): void {
    const { place } = this.pasts.lanes
    for (let at = 0; at < operations.length; at++) {
      const id = operations[at]
      if (this.pasts.rowOf[id] >= 0) rows.mark(id, place[id])
    }
  }

  private markRead(operations: Int32Array, rows: KeyRows): void {
    const { effect, source } = this.history
    const { place } = this.pasts.lanes
    let last = -1
    for (let at = 0; at < operations.length; at++) {
      const id = operations[at]
      // Reading the same version again tells nothing new.
      if (effect[id] !== Effect.read || (source[id] >= 0 && source[id] === last)) continue
      if (source[id] >= 0) rows.mark(source[id], place[id])
      else for (const one of seenBy(this.history, id)) rows.mark(one, place[id])
      last = source[id]
    }
  }
}

/** The rows of one key's versions, while one lane after another is gone through. */
class KeyRows {
  private readonly table: Int32Array
  private readonly pasts: Pasts
  private readonly stretches: readonly Stretch[]
  /** By number of the write within its key, ordered by lane and place. */
  private readonly places: Int32Array
  private readonly rows: Int32Array
  /** By stretch of the writes: how far they are known to be older, and the place of the next. */
  private readonly reached: Int32Array
  private readonly nextPlace: Int32Array
  private lane = 0

  constructor(table: Int32Array, pasts: Pasts, writes: Int32Array) {
    this.table = table
    this.pasts = pasts
    this.stretches = stretchesOf(writes, pasts.lanes)
    this.places = writes.map((id) => pasts.lanes.place[id])
    this.rows = writes.map((id) => pasts.rowOf[id] * pasts.lanes.count)
    this.reached = new Int32Array(this.stretches.length)
    this.nextPlace = new Int32Array(this.stretches.length)
  }

  restart(lane: number): void {
    this.lane = lane
    for (let at = 0; at < this.stretches.length; at++) this.reach(at, this.stretches[at].from)
  }

  /** Notes that all versions older than one were superseded in the lane from a place on, unless they were so before. */
  mark(version: OperationId, place: number): void {
    const { stretches, nextPlace, pasts } = this
    const row = pasts.rowOf[version] * pasts.lanes.count
    for (let at = 0; at < stretches.length; at++) {
      const older = pasts.rows[row + stretches[at].lane]
      if (nextPlace[at] < older) this.markStretch(at, older, place)
    }
  }

  private markStretch(at: number, older: number, place: number): void {
    const { table, places, rows, lane } = this
    const { to } = this.stretches[at]
    let next = this.reached[at]
    while (next < to && places[next] < older) table[rows[next++] + lane] = place
    this.reach(at, next)
  }

  private reach(at: number, next: number): void {
    this.reached[at] = next
    this.nextPlace[at] = next < this.stretches[at].to ? this.places[next] : NEVER
  }
}
