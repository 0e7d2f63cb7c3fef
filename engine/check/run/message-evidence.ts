import type { Micros } from '../../core/clock.ts'
import type { EndpointId, OperationId } from '../../trace/event.ts'
import type { MessageNumber } from '../../trace/message-index.ts'
import type { Fate } from './fate.ts'

/** One message that carried, or would have carried, a value that was missing. Plain data. */
export interface MessageEvidence {
  /** As the network counts messages: column `a` of its events in the trace. */
  readonly number: MessageNumber
  /** `append-entries`, `replicate`, … */
  readonly kind: string
  readonly from: EndpointId
  readonly to: EndpointId
  readonly sentAt: Micros
  /**
   * What it had to do with the write: it carried it; or it was the answer of a replica that had it, for a read; or the question to one.
   */
  readonly role: 'carrier' | 'answer' | 'question'
  /** The write that it carried, or could have brought. */
  readonly write: OperationId
  /** Who missed the write; NO_OPERATION: it was missing when the run was over. */
  readonly missedBy: OperationId
  /** By when the receiver should have had it. */
  readonly neededAt: Micros
  readonly fate: Fate
  /** When the receiver first had the write to show, at or after the arrival; undefined where it never did, or the message never came. */
  readonly readableAt: Micros | undefined
  /** All of this for a person. */
  readonly sentence: string
}
