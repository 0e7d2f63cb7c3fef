import type { Form } from './form.ts'

export const EVENT_TYPES = ['invoke', 'ok', 'fail', 'info'] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** What histories call their operations: registers are read and written, key-value stores get and put. */
export const FUNCTIONS = ['read', 'write', 'cas', 'get', 'put', 'append'] as const
export type FunctionName = (typeof FUNCTIONS)[number]

/** One line of a history: a client asks, or is answered. */
export interface HistoryEvent {
  /** Line of the text, from 1. */
  readonly line: number
  /** Who asks: one thing at a time. */
  readonly process: number | string
  /** Whose order the operation belongs to, where one session has several processes; default: the process. */
  readonly session: number | string
  readonly type: EventType
  readonly function: FunctionName
  /** The object asked about; undefined: the only one. */
  readonly key: Form | undefined
  /** Undefined where none is given. */
  readonly value: Form | undefined
  /** Whether the line says why it did not end well. */
  readonly hasError: boolean
  readonly nanos: number | undefined
  /** Number of the event, where the history gives numbers: ascending. */
  readonly index: number | undefined
}
