import type { Micros } from '../core/clock.ts'
import type { KeyId, OperationId } from '../trace/event.ts'

/** What an operation says about the registers. */
export const Effect = {
  read: 0,
  write: 1,
  /** Certainly not done, or a read without an answer: it says nothing. */
  none: 2,
} as const
export type Effect = (typeof Effect)[keyof typeof Effect]

/** What a read has in place of a write's number. */
export const Source = {
  /** The key had never been written. */
  initial: -1,
  /** Several versions at once: they are given by `sources`. */
  several: -2,
  /** A value that no write of the history wrote. */
  nowhere: -3,
} as const

/**
 * A history of reads and writes of registers of which each value was written once, so that a read names the write that it saw.
 *
 * Columns, so that a million operations take tens of megabytes and are gone through in milliseconds; operation n is at place n.
 * Positions are as in `ObservedHistory` (its invariants hold here too); a write of unknown outcome returns at `NEVER_RETURNED`.
 */
export interface RegisterHistory {
  readonly length: number
  readonly effect: Uint8Array
  readonly process: Int32Array
  readonly key: Int32Array
  readonly call: Int32Array
  readonly return: Int32Array
  /** For a read: the write that it saw, or one of `Source`. For a write: the write that it was based on (read-modify-write), else `Source.nowhere`. */
  readonly source: Int32Array
  /** Virtual time of call and return, for guarantees that speak of time; as given by the recorder. */
  readonly invokedMicros: Float64Array
  readonly returnedMicros: Float64Array
  /** All writes that a read saw; one as a rule, several where it returned siblings. */
  sources(id: OperationId): readonly OperationId[]
  /** For messages to a person. */
  readonly names: HistoryNames
}

/** What a history calls its parts. */
export interface HistoryNames {
  process(process: number): string
  key(key: KeyId): string
  /** What a write wrote, as text. */
  value(write: OperationId): string
  /** The number that a person knows an operation by; default: its own. */
  number?(operation: OperationId): number
  /** A moment, as text: `1.203 s`, or `line 14`. */
  time(micros: Micros): string
}
