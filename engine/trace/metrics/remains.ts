import type { OperationId } from '../event.ts'
import type { RunFacts } from './facts.ts'
import type { Holding } from './holding.ts'
import type { Lineage } from './lineage.ts'
import { Superseded } from './superseded.ts'

/** Which writes have left something where it matters when the run is over: an authority holds them, or what took their place. */
export class Remains {
  private readonly facts: RunFacts
  private readonly holding: Holding
  private readonly superseded: Superseded

  constructor(facts: RunFacts, holding: Holding, lineage: Lineage) {
    this.facts = facts
    this.holding = holding
    this.superseded = new Superseded(facts, holding, lineage)
  }

  has(write: OperationId): boolean {
    return this.isHeld(write) || this.superseded.has(write)
  }

  /** Whether an authority holds the write itself. */
  isHeld(write: OperationId): boolean {
    return this.holding.isHeldByAny(this.facts.authorities, write)
  }

  /** Whether a replica without authority, or one that is down, holds the write. */
  isElsewhere(write: OperationId): boolean {
    const { replicas, authorities } = this.facts
    return replicas.some(
      (replica) => !authorities.includes(replica) && this.holding.isHeldBy(replica, write),
    )
  }
}
