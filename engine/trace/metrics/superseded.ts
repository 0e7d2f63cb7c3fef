import { EventKind, type OperationId } from '../event.ts'
import type { RunFacts } from './facts.ts'
import type { Holding } from './holding.ts'
import type { Lineage } from './lineage.ts'

const NO_STAMP = -1

/**
 * Writes that no authority need hold, since a later version of their key stands for them: a replica that was filled up anew gets only the last one.
 *
 * In a model without logs a version stands for the writes that it was based on, and for every version of its key with a lower stamp; not so where the key
 * ever had siblings, since stamps do not say there what replaced what. In a log every write has its own entry, and nothing stands for another.
 */
export class Superseded {
  private readonly stamps: Float64Array
  private readonly highest = new Map<number, number>()
  private readonly keys: Int32Array
  private readonly hasLogs: boolean
  private readonly lineage: Lineage

  constructor(facts: RunFacts, holding: Holding, lineage: Lineage) {
    this.lineage = lineage
    this.hasLogs = holding.hasLogs
    this.keys = facts.history.key
    this.stamps = new Float64Array(facts.history.length).fill(NO_STAMP)
    if (!this.hasLogs) this.findHighest(facts, holding)
  }

  has(write: OperationId): boolean {
    if (this.hasLogs) return false
    if (this.lineage.has(write)) return true
    const stamp = this.stamps[write]
    return stamp !== NO_STAMP && stamp < (this.highest.get(this.keys[write]) ?? NO_STAMP)
  }

  private findHighest({ history, trace, authorities }: RunFacts, holding: Holding): void {
    const siblings = new Set<number>()
    trace.each(({ kind, operation, key, a }, index) => {
      if (kind[index] === EventKind.siblings) siblings.add(key[index])
      if (kind[index] === EventKind.store && operation[index] >= 0) {
        this.stamps[operation[index]] = a[index]
      }
    })
    for (let write = 0; write < history.length; write++) {
      if (this.stamps[write] === NO_STAMP || !holding.isHeldByAny(authorities, write)) continue
      const key = this.keys[write]
      if (!siblings.has(key)) this.raise(key, this.stamps[write])
    }
  }

  private raise(key: number, stamp: number): void {
    if (stamp > (this.highest.get(key) ?? NO_STAMP)) this.highest.set(key, stamp)
  }
}
