import type { Micros } from '../core/clock.ts'
import type { OperationId } from '../trace/event.ts'

/**
 * A history of operations on any kind of object, as clients saw it: what was asked, what was answered, and when.
 *
 * 1. Operations are numbered 0, 1, 2… in order of call.
 * 2. Calls and returns have positions in one order of events, no two alike: an operation was over before another began when its return
 *    comes before the other's call.
 * 3. The operations of one process are a session: one comes before another in it when it returned before the other was called. A client of an open
 *    loop may have several under way at once; these are concurrent like those of different processes.
 */
export interface ObservedHistory<Input = unknown, Output = unknown> {
  readonly operations: readonly ObservedOperation<Input, Output>[]
}

export interface ObservedOperation<Input = unknown, Output = unknown> {
  readonly id: OperationId
  /** Who asked: operations of one process form one session. */
  readonly process: number
  /** The object that it is about; objects are independent. */
  readonly key: string
  readonly input: Input
  /** Undefined with an unknown outcome: the operation may take effect at any time after its call, or never. */
  readonly output: Output | undefined
  readonly isKnown: boolean
  /** Position of the call. */
  readonly call: number
  /** Position of the return; `NEVER_RETURNED` when the outcome is unknown. */
  readonly return: number
  readonly invokedMicros?: Micros
  readonly returnedMicros?: Micros
  /** Line of the file that the call was read from, from 1. */
  readonly line?: number
}

/** Position of a return that never came: after all others. */
export const NEVER_RETURNED = 0x7fffffff
