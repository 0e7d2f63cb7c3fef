import type { KeyId, OperationId } from '../../trace/event.ts'
import type { History } from '../../trace/history.ts'
import type { EventType } from '../import/event.ts'

/** What is exported: a run, or all that is needed of one. */
export interface Recorded {
  readonly history: History
  readonly names: { key(id: KeyId): string }
}

/** One line of an exported history. */
export interface RunEvent {
  readonly id: OperationId
  readonly type: EventType
  readonly process: number
  readonly session: number
  readonly micros: number
}
