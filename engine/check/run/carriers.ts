import type { Micros } from '../../core/clock.ts'
import type { EndpointId, OperationId } from '../../trace/event.ts'
import { type MessageIndex, type MessageNumber, messagesOf } from '../../trace/message-index.ts'
import { NEVER, type RunFacts } from '../../trace/metrics/facts.ts'

/** One message, as far as the trace tells of it. */
export interface SentMessage {
  readonly number: MessageNumber
  /** `append-entries`, `fetch-reply`, … */
  readonly kind: string
  /** Whether it answers another message, and so does not carry the write that it names. */
  readonly isAnswer: boolean
  /** The operation that it names; NO_OPERATION for none. */
  readonly operation: OperationId
  readonly from: EndpointId
  readonly to: EndpointId
  readonly sentAt: Micros
  /** NEVER where it was not delivered; of two deliveries the first. */
  readonly deliveredAt: Micros
}

/** Kinds of messages that answer. */
const ANSWERS = /(^|-)(reply|ack|reject)$/

/** The messages that were sent on account of an operation, in order of sending. */
export function sentFor(facts: RunFacts, operation: OperationId): SentMessage[] {
  const index = messagesOf(facts.trace, facts.history.length)
  return index.of(operation).map((message) => sentMessage(facts, index, message))
}

/** The messages that carried a write from one place to another, in order of sending; a message that the network doubled is one. */
export function carriersOf(facts: RunFacts, write: OperationId): SentMessage[] {
  const index = messagesOf(facts.trace, facts.history.length)
  const batches = index.batchesWith(write)
  const named = index.of(write).filter((message) => !isAnswer(facts, index, message))
  return [...new Set([...named, ...batches])]
    .sort((a, b) => a - b)
    .map((message) => sentMessage(facts, index, message))
}

function sentMessage({ trace }: RunFacts, index: MessageIndex, number: MessageNumber): SentMessage {
  const { sent, delivered } = index.positions(number)
  const { node, peer, time, key, operation } = trace.at(sent)
  const kind = trace.messageNames[key]
  return {
    number,
    kind,
    isAnswer: ANSWERS.test(kind),
    operation,
    from: node,
    to: peer,
    sentAt: time,
    deliveredAt: delivered < 0 ? NEVER : trace.at(delivered).time,
  }
}

/** Whether a message answers another one. */
export function isAnswer(
  { trace }: RunFacts,
  index: MessageIndex,
  message: MessageNumber,
): boolean {
  return ANSWERS.test(trace.messageNames[trace.at(index.positions(message).sent).key])
}
