import type { Micros } from '../../core/clock.ts'
import { countUpTo } from '../../core/statistics.ts'
import type { OperationId } from '../event.ts'
import { Action, type History, Outcome } from '../history.ts'
import { pick } from './facts.ts'
import type { RealTimeOrder } from './real-time.ts'

const NO_TIES: readonly OperationId[] = []

interface Missed {
  readonly read: OperationId
  readonly ageMicros: Micros
  readonly versionsBehind: number
}

/**
 * The acknowledged writes of one key, for asking which of them a read should have seen.
 * Reads are asked about in order of invocation; the whole costs O(n log n).
 *
 * A read that was invoked at R and whose sources had all returned by S should have seen the writes with invoked > S and returned < R. `earliestReturn` finds
 * the first to return of those with invoked > S, a Fenwick tree counts those with returned < R among them. What falls into one microsecond is
 * looked at one by one.
 */
export class MissedWrites {
  private readonly history: History
  private readonly order: RealTimeOrder
  private readonly invoked: Float64Array
  /** Of each write and those invoked later, when the first returned. */
  private readonly earliestReturn: Float64Array
  /** Positions of the writes, in order of their return. */
  private readonly byReturn: Int32Array
  private readonly returned: Float64Array
  private readonly tree: Int32Array
  private counted = 0

  /** @param operations all of the key, in order of invocation */
  constructor(history: History, order: RealTimeOrder, operations: Int32Array) {
    const { action, outcome, invoked, returned } = history
    const writes = operations.filter(
      (id) => action[id] === Action.write && outcome[id] === Outcome.ok,
    )
    this.history = history
    this.order = order
    this.invoked = pick(invoked, writes)
    this.returned = pick(returned, writes)
    this.byReturn = writes
      .map((_, position) => position)
      .sort((a, b) => this.returned[a] - this.returned[b])
    this.earliestReturn = suffixMinimum(this.returned)
    this.tree = new Int32Array(writes.length + 1)
  }

  /** Undefined for a read that is not stale. */
  of(read: OperationId): Missed | undefined {
    const { invoked } = this.history
    const sources = this.history.sources(read)
    const newest = this.newestReturn(sources)
    const first = countUpTo(this.invoked, this.invoked.length, newest)
    this.countReturnedBefore(invoked[read])
    let earliest = this.earliestReturn[first]
    const within = earliest < invoked[read] ? this.counted - this.countedUpTo(first) : 0
    const ties = this.mayHaveTies(read, sources) ? this.ties(read, sources, newest) : NO_TIES
    for (const write of ties) earliest = Math.min(earliest, this.history.returned[write])
    const versionsBehind = within + ties.length
    if (versionsBehind === 0) return undefined
    return { read, ageMicros: invoked[read] - earliest, versionsBehind }
  }

  /** When the last of the sources had returned ok: -1 for no sources, Infinity when one never certainly took effect. */
  private newestReturn(sources: readonly OperationId[]): Micros {
    let newest = -1
    for (const source of sources) {
      const isOk = this.history.outcome[source] === Outcome.ok
      newest = Math.max(newest, isOk ? this.history.returned[source] : Number.POSITIVE_INFINITY)
    }
    return newest
  }

  /** Whether the read, or what came after a source, began in the microsecond in which its session's last operation returned. */
  private mayHaveTies(read: OperationId, sources: readonly OperationId[]): boolean {
    const { invoked, returned } = this.history
    const { previous, next } = this.order
    if (returned[previous[read]] === invoked[read]) return true
    return sources.some((source) => invoked[next[source]] === returned[source])
  }

  /** Writes that the read should have seen by the order within its session, and not by time alone. */
  private ties(read: OperationId, sources: readonly OperationId[], newest: Micros): OperationId[] {
    const { history, order } = this
    const near = [order.previous[read], ...sources.map((source) => order.next[source])]
    return near.filter((write, at) => {
      if (write < 0 || near.indexOf(write) !== at || !this.isWriteOfKeyOf(write, read)) return false
      const isCounted =
        history.invoked[write] > newest && history.returned[write] < history.invoked[read]
      return !isCounted && this.shouldHaveSeen(read, sources, write)
    })
  }

  private isWriteOfKeyOf(write: OperationId, read: OperationId): boolean {
    const { action, key } = this.history
    return action[write] === Action.write && key[write] === key[read]
  }

  private shouldHaveSeen(
    read: OperationId,
    sources: readonly OperationId[],
    write: OperationId,
  ): boolean {
    const { order } = this
    return order.precedes(write, read) && sources.every((source) => order.precedes(source, write))
  }

  /** Puts the writes into the tree that returned before a time. */
  private countReturnedBefore(time: Micros): void {
    const { byReturn, returned, tree } = this
    while (this.counted < byReturn.length && returned[byReturn[this.counted]] < time) {
      const position = byReturn[this.counted++]
      for (let at = position + 1; at < tree.length; at += at & -at) tree[at]++
    }
  }

  /** How many of the first writes by invocation are in the tree. */
  private countedUpTo(writes: number): number {
    let sum = 0
    for (let at = writes; at > 0; at -= at & -at) sum += this.tree[at]
    return sum
  }
}

/** One longer than the values: the last is Infinity. */
function suffixMinimum(values: Float64Array): Float64Array {
  const minimum = new Float64Array(values.length + 1).fill(Number.POSITIVE_INFINITY)
  for (let at = values.length - 1; at >= 0; at--) {
    minimum[at] = Math.min(values[at], minimum[at + 1])
  }
  return minimum
}
