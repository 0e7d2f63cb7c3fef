import type { Micros } from '../../core/clock.ts'
import { EventKind, type KeyId, type OperationId } from '../event.ts'
import type { Trace } from '../trace.ts'
import { goneTimes } from './copies.ts'
import { NEVER, type RunFacts } from './facts.ts'
import type { Holding } from './holding.ts'
import type { Lineage } from './lineage.ts'

const NO_STAMP = -1

/** The versions of a key that authorities hold at the end, by falling stamp. */
interface Survivors {
  readonly stamps: readonly number[]
  /** When the first of these versions, up to here, became readable on any replica. */
  readonly since: readonly Micros[]
}

/** When the first survivor with a higher stamp became readable; NaN when there is none. */
function earliestAbove(survivors: Survivors | undefined, stamp: number): Micros {
  if (survivors === undefined) return Number.NaN
  let low = 0
  let high = survivors.stamps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (survivors.stamps[middle] > stamp) low = middle + 1
    else high = middle
  }
  return low === 0 ? Number.NaN : survivors.since[low - 1]
}

/**
 * Writes that no authority need hold, since a later version of their key stands for them: a replica that was filled up anew gets only the last one.
 *
 * In a model without logs a version stands for the writes that it was based on, and for every version of its key with a lower stamp that was still there when
 * it came: a write whose last copy had gone by then was lost, whatever came after it. Not so where the key ever had siblings, since stamps do not say there what
 * replaced what. In a log every write has its own entry, and nothing stands for another.
 */
export class Superseded {
  private readonly stamps: Float64Array
  private readonly since: Float64Array
  private readonly gone: Float64Array
  private readonly keys: Int32Array
  private readonly hasLogs: boolean
  private readonly lineage: Lineage
  private readonly survivors: ReadonlyMap<KeyId, Survivors>

  constructor(facts: RunFacts, holding: Holding, lineage: Lineage) {
    const { length, key } = facts.history
    this.lineage = lineage
    this.hasLogs = holding.hasLogs
    this.keys = key
    this.stamps = new Float64Array(length).fill(NO_STAMP)
    this.since = new Float64Array(length).fill(NEVER)
    this.gone = this.hasLogs ? new Float64Array() : goneTimes(facts)
    this.survivors = this.hasLogs ? new Map() : this.findSurvivors(facts, holding)
  }

  has(write: OperationId): boolean {
    if (this.hasLogs) return false
    if (this.lineage.has(write)) return true
    const stamp = this.stamps[write]
    if (stamp === NO_STAMP) return false
    return earliestAbove(this.survivors.get(this.keys[write]), stamp) <= this.gone[write]
  }

  private findSurvivors(facts: RunFacts, holding: Holding): Map<KeyId, Survivors> {
    const withSiblings = this.readStores(facts.trace)
    const byKey = new Map<KeyId, OperationId[]>()
    for (let write = 0; write < facts.history.length; write++) {
      const key = this.keys[write]
      if (this.stamps[write] === NO_STAMP || withSiblings.has(key)) continue
      if (!holding.isHeldByAny(facts.authorities, write)) continue
      const writes = byKey.get(key)
      if (writes === undefined) byKey.set(key, [write])
      else writes.push(write)
    }
    return new Map([...byKey].map(([key, writes]) => [key, this.toSurvivors(writes)]))
  }

  /** Notes each version's stamp and first appearance; gives the keys that ever had siblings. */
  private readStores(trace: Trace): Set<KeyId> {
    const withSiblings = new Set<KeyId>()
    const kinds = [EventKind.siblings, EventKind.store]
    trace.eachOf(kinds, ({ kind, operation, key, time, a }, index) => {
      const write = operation[index]
      if (kind[index] === EventKind.siblings) withSiblings.add(key[index])
      if (kind[index] !== EventKind.store || write < 0) return
      this.stamps[write] = a[index]
      this.since[write] = Math.min(this.since[write], time[index])
    })
    return withSiblings
  }

  private toSurvivors(writes: readonly OperationId[]): Survivors {
    const falling = [...writes].sort((a, b) => this.stamps[b] - this.stamps[a])
    let earliest = NEVER
    return {
      stamps: falling.map((write) => this.stamps[write]),
      since: falling.map((write) => {
        earliest = Math.min(earliest, this.since[write])
        return earliest
      }),
    }
  }
}
