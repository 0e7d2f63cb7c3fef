import type { OperationId } from '../../trace/event.ts'
import { NEVER_RETURNED } from '../observed-history.ts'
import { Effect, type RegisterHistory, Source } from '../register-history.ts'

/** Told of each answered read in order of call: how many writes it missed, and which of them was over first (-1 for none). */
export type StalenessVisitor = (read: OperationId, missed: number, first: OperationId) => void

/**
 * Finds the writes of its key that each answered read missed: those that returned before the read was called, and were called after every write that the read
 * returned had returned. Reads of what nobody wrote are passed over.
 *
 * A read that was called at R, and whose versions had all returned by S, missed the writes with call > S and return < R. A Fenwick tree over the writes by call counts
 * those that have returned; O(n log n), and memory in proportion.
 */
export function visitMissed(history: RegisterHistory, visit: StalenessVisitor): void {
  const { effect, length, source } = history
  const writes = new WritesByKey(history)
  // Reads in order of call are in order of number.
  for (let read = 0; read < length; read++) {
    if (effect[read] !== Effect.read || source[read] === Source.nowhere) continue
    writes.returnUntil(history.call[read])
    const since = newestReturn(history, read)
    if (since === NEVER_RETURNED) visit(read, 0, -1)
    else writes.missed(history.key[read], since, read, visit)
  }
}

/** When the last of the versions that a read returned had returned itself: -1 for none, never for one that never certainly took effect. */
function newestReturn(history: RegisterHistory, read: OperationId): number {
  const { source } = history
  if (source[read] >= 0) return history.return[source[read]]
  let newest = -1
  for (const one of history.sources(read)) newest = Math.max(newest, history.return[one])
  return newest
}

/** The acknowledged writes, key by key in order of call. */
class WritesByKey {
  private readonly history: RegisterHistory
  /** Where each key's writes begin in the columns below. */
  private readonly starts: Int32Array
  private readonly writes: Int32Array
  /** By write: its place in the columns. */
  private readonly places: Int32Array
  private readonly byReturn: Int32Array
  /** A tree a key, of how many have returned. */
  private readonly tree: Int32Array
  /** Per key from the right: of each write and those called later, which was over first. */
  private readonly firstOver: Int32Array
  private returned = 0

  constructor(history: RegisterHistory) {
    const { length, key } = history
    const isCounted = (id: number) =>
      history.effect[id] === Effect.write && history.return[id] !== NEVER_RETURNED
    let keys = 0
    let count = 0
    for (let id = 0; id < length; id++) {
      if (key[id] >= keys) keys = key[id] + 1
      if (isCounted(id)) count++
    }
    this.history = history
    this.starts = new Int32Array(keys + 2)
    this.writes = new Int32Array(count)
    this.places = new Int32Array(length).fill(-1)
    this.tree = new Int32Array(count)
    const { starts, writes, places } = this
    for (let id = 0; id < length; id++) if (isCounted(id)) starts[key[id] + 2]++
    for (let at = 2; at < starts.length; at++) starts[at] += starts[at - 1]
    // Here starts[key + 1] is where the key's next write goes; when all are placed it is where the next key begins.
    for (let id = 0; id < length; id++) {
      if (!isCounted(id)) continue
      places[id] = starts[key[id] + 1]++
      writes[places[id]] = id
    }
    this.byReturn = writes.slice().sort((a, b) => history.return[a] - history.return[b])
    this.firstOver = this.findFirstOver(keys)
  }

  /** Counts the writes that had returned before a position; positions never fall. */
  returnUntil(position: number): void {
    const { history, byReturn } = this
    while (this.returned < byReturn.length && history.return[byReturn[this.returned]] < position) {
      this.count(byReturn[this.returned++])
    }
  }

  missed(key: number, since: number, read: OperationId, visit: StalenessVisitor): void {
    const { history, starts } = this
    const from = starts[key]
    const to = starts[key + 1]
    const start = this.firstCalledAfter(from, to, since)
    const first = start < to ? this.firstOver[start] : -1
    if (first < 0 || history.return[first] > history.call[read]) visit(read, 0, -1)
    else visit(read, this.countIn(from, to - from) - this.countIn(from, start - from), first)
  }

  private findFirstOver(keys: number): Int32Array {
    const { starts, writes, history } = this
    const first = new Int32Array(writes.length)
    for (let key = 0; key < keys; key++) {
      for (let at = starts[key + 1] - 1; at >= starts[key]; at--) {
        const later = at + 1 < starts[key + 1] ? first[at + 1] : writes[at]
        first[at] = history.return[later] < history.return[writes[at]] ? later : writes[at]
      }
    }
    return first
  }

  private firstCalledAfter(from: number, to: number, position: number): number {
    const { call } = this.history
    let low = from
    let high = to
    while (low < high) {
      const middle = (low + high) >> 1
      if (call[this.writes[middle]] <= position) low = middle + 1
      else high = middle
    }
    return low
  }

  private count(write: OperationId): void {
    const { starts, tree, places } = this
    const key = this.history.key[write]
    const from = starts[key]
    const size = starts[key + 1] - from
    for (let at = places[write] - from + 1; at <= size; at += at & -at) tree[from + at - 1]++
  }

  /** How many of the first writes of a key are counted. */
  private countIn(from: number, writes: number): number {
    let sum = 0
    for (let at = writes; at > 0; at -= at & -at) sum += this.tree[from + at - 1]
    return sum
  }
}
