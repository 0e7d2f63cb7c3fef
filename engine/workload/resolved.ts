import type { Micros } from '../core/clock.ts'

/** What the clients of a run do, with every default filled in. */
export interface ResolvedWorkload {
  readonly clients: number
  readonly arrival: Arrival
  readonly mix: OperationMix
  /** Of `writeThenRead`: from the answer to the write to the read. */
  readonly readAfterMicros: Micros
  readonly keys: KeyChoice
  readonly valueBytes: number
  /** How long one attempt may take; a write without an answer by then is `unknown`. */
  readonly timeoutMicros: Micros
  /** How often an attempt that timed out is made again, on another replica where the model allows. */
  readonly retries: number
  /** The run's clients stop issuing operations after this many in all; Infinity for no such end. */
  readonly operations: number
}

export type Arrival =
  /** Each client issues its next operation a think time after the last one returned. */
  | { readonly kind: 'closed'; readonly thinkMicros: Micros }
  /** Operations arrive as a Poisson process of this many a second over all clients, whether or not earlier ones have returned. */
  | { readonly kind: 'open'; readonly ratePerSecond: number }

/** Shares of the operations; they sum to 1. */
export interface OperationMix {
  readonly read: number
  readonly update: number
  /** Writes of keys that were not there before. */
  readonly insert: number
  /** A read, then a write based on it: two operations of the history. */
  readonly readModifyWrite: number
  /** A write, then a read of the same key: two operations of the history. */
  readonly writeThenRead: number
}

export interface KeyChoice {
  /** Keys before any insert. */
  readonly count: number
  readonly distribution: 'uniform' | 'zipfian' | 'latest'
  /** Exponent of the zipfian and latest distributions; YCSB's is 0.99. */
  readonly exponent: number
}
