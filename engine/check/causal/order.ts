import type { OperationId } from '../../trace/event.ts'
import type { RegisterHistory } from '../register-history.ts'
import { LanesByKey } from './by-key.ts'
import { Lanes } from './lanes.ts'
import { NewerVersions } from './newer.ts'
import { Pasts } from './pasts.ts'
import { CausalWalk, type ReadVisitor } from './walk.ts'

/** Default of the limit `clockCells`: 400 MB. A million operations, half of them writes, of sixty clients take 90 million. */
export const DEFAULT_CLOCK_CELLS = 100_000_000

export interface CausalOptions {
  /** Numbers that the vector clocks of all writes and the tables built on them may have. */
  readonly clockCells?: number
}

/** Tables that have a row a write: its past, and two of newer versions. */
const TABLES = 3

/**
 * What came before what in a history: the order of each session, a write before those that saw it, and what follows from these two (Lamport 1978;
 * Ahamad, Neiger, Burns, Kohli and Hutto 1995).
 */
export class CausalOrder {
  readonly history: RegisterHistory
  readonly lanes: Lanes
  readonly pasts: Pasts
  readonly newer: NewerVersions
  /** Operations each of which came before the next, and the last before the first; undefined where time went forward. */
  readonly circle: readonly OperationId[] | undefined

  private constructor(history: RegisterHistory, lanes: Lanes) {
    this.history = history
    this.lanes = lanes
    const byKey = new LanesByKey(history, lanes)
    this.pasts = new Pasts(history.length, lanes, byKey)
    this.circle = new CausalWalk(history, this.pasts).run()
    this.newer = new NewerVersions(history, this.pasts, byKey)
  }

  /** Undefined where it would take more than the limit. Time and space: operations times clients. */
  static of(
    history: RegisterHistory,
    { clockCells = DEFAULT_CLOCK_CELLS }: CausalOptions = {},
  ): CausalOrder | undefined {
    const lanes = new Lanes(history)
    if (TABLES * lanes.writes * lanes.count > clockCells) return undefined
    return new CausalOrder(history, lanes)
  }

  /** Visits the reads, each after all that precedes it. */
  visitReads(visit: ReadVisitor): void {
    new CausalWalk(this.history, this.pasts, visit).run()
  }
}
