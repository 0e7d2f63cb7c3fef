import type { OperationId } from '../trace/event.ts'

/**
 * What travels between endpoints. Immutable once sent: the same object may reach several receivers.
 */
export interface Message {
  /** Name of the kind, for the trace: `append-entries`, `read-reply`. */
  readonly kind: string
  /** The client operation that caused it, -1 for none. */
  readonly operation: OperationId
  /** Estimated size on the wire. */
  readonly bytes: number
}

/** Headers of a message on the wire (TCP, IP, framing), an estimate used for every kind. */
export const HEADER_BYTES = 64
