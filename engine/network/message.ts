import type { OperationId } from '../trace/event.ts'

/** A kind of message: its name, or its place among the kinds that the run knows from its start, which is faster. */
export type MessageKind = string | number

/**
 * What travels between endpoints. Immutable once sent: the same object may reach several receivers.
 */
export interface Message<Kind extends MessageKind = string> {
  /** As the trace names it: `append-entries`, `read-reply`. */
  readonly kind: Kind
  /** The client operation that caused it, -1 for none. */
  readonly operation: OperationId
  /** Estimated size on the wire. */
  readonly bytes: number
}

/** Of a model that names its kinds by their places, or of one that does not. */
export type AnyMessage = Message<MessageKind>

/** Headers of a message on the wire (TCP, IP, framing), an estimate used for every kind. */
export const HEADER_BYTES = 64
