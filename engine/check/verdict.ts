import type { OperationId } from '../trace/event.ts'

/** What can be said of a guarantee: it held, it was broken, or a limit came before the answer. */
export type Standing = 'held' | 'broken' | 'unknown'

/** The guarantees that can be checked, by the names that the literature gives them. */
export const GUARANTEES = [
  'linearizable',
  'sequentially consistent',
  'causally consistent',
  'writes follow reads',
  'monotonic writes',
  'monotonic reads',
  'read your writes',
  'convergent',
  'no lost writes',
  'no lost updates',
  'no dirty reads',
  'bounded staleness',
  'one leader a term',
] as const
export type Guarantee = (typeof GUARANTEES)[number]

/**
 * Whether a history kept a guarantee, and why not.
 *
 * 1. A `broken` verdict has a proof, an `unknown` one the limit that stopped it.
 * 2. `held` means held for certain: where operations of unknown outcome matter, for at least one way in which they may have ended.
 */
export interface Verdict {
  readonly guarantee: Guarantee
  readonly standing: Standing
  /** One sentence: what was found, in the names of the history. */
  readonly sentence: string
  /** How many operations the verdict rests on. */
  readonly operations: number
  /** Why the guarantee could not have been broken by this history, one sentence; a good verdict is worth little then. */
  readonly vacuous?: string
  readonly proof?: Proof
  readonly stopped?: Stopped
}

/** The operations that show that a guarantee was broken. */
export interface Proof {
  /** The smallest set found that shows it: no operation can be left out. In order of invocation. */
  readonly operations: readonly OperationId[]
  /** The longest beginning that could be put in order, as it was ordered; where the guarantee asks for an order. */
  readonly ordered?: readonly OperationId[]
  /** The state after `ordered`, in words. */
  readonly state?: string
  /** The steps of the argument, one sentence each, for a person. */
  readonly steps: readonly string[]
  /** The writes that were not where they should have been, where the check knows better than the operations tell; the messages that carried these are looked up. */
  readonly missing?: readonly MissingWrite[]
}

/** A write that was not where it should have been. */
export interface MissingWrite {
  readonly write: OperationId
  /** The read that did not find it, or the update that built on something without it; NO_OPERATION: it was missing when the run was over. */
  readonly missedBy: OperationId
}

/** Which limit ended a search, and how far it had come. */
export interface Stopped {
  /** Name of the limit, as it is set in the options. */
  readonly limit: string
  readonly value: number
  /** How many of the operations had been put in order at best. */
  readonly ordered: number
  readonly of: number
}
