import type { OperationId } from '../event.ts'
import { type RunFacts, writesOf } from './facts.ts'

/**
 * Which writes went into what the authorities hold at the end: the writes of every version there, and what these were based on, back to the first.
 */
export class Lineage {
  private readonly reached: Uint8Array

  constructor(facts: RunFacts) {
    const { history } = facts
    this.reached = new Uint8Array(history.length)
    const waiting = finalWrites(facts)
    for (let write = waiting.pop(); write !== undefined; write = waiting.pop()) {
      if (write < 0 || this.reached[write] === 1) continue
      this.reached[write] = 1
      if (history.isBased(write)) waiting.push(...history.sources(write))
    }
  }

  /** Whether a write is in a final version of its key, or one of its ancestors. */
  has(write: OperationId): boolean {
    return this.reached[write] === 1
  }
}

function finalWrites({ live, authorities }: RunFacts): OperationId[] {
  const writes: OperationId[] = []
  for (const { id, state } of live) {
    if (!authorities.includes(id)) continue
    for (const key of state.keys()) {
      for (const version of state.versions(key)) writes.push(...writesOf(version))
    }
  }
  return writes
}
