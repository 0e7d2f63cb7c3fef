import type { Micros } from '../../core/clock.ts'
import { type EndpointId, EventKind, NO_OPERATION, type OperationId } from '../../trace/event.ts'
import { Action } from '../../trace/history.ts'
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

/** Writes on their way to replicas that never had them when the trace ends, each with its receiver. */
export function openArrivals(facts: RunFacts): OpenArrival[] {
  const { trace, history, replicas } = facts
  const index = messagesOf(trace, history.length)
  const waiting = new Map<number, OpenArrival>()
  const placeOf = (node: EndpointId, write: OperationId) => node * history.length + write
  const add = (number: MessageNumber, write: OperationId) => {
    const { peer } = trace.at(index.positions(number).sent)
    if (replicas.includes(peer)) waiting.set(placeOf(peer, write), { to: peer, write })
  }
  for (let number = 0; number < index.length; number++) {
    if (!index.isOpen(number) || isAnswer(facts, index, number)) continue
    const { operation } = trace.at(index.positions(number).sent)
    if (operation !== NO_OPERATION && history.action[operation] === Action.write) {
      add(number, operation)
    }
  }
  const { length, message, operation } = trace.carried
  for (let pair = 0; pair < length; pair++) {
    if (index.isOpen(message[pair])) add(message[pair], operation[pair])
  }
  if (waiting.size > 0) {
    trace.eachOf(HAVING, (columns, at) => {
      waiting.delete(placeOf(columns.node[at], columns.operation[at]))
    })
  }
  return [...waiting.values()]
}

export interface OpenArrival {
  readonly to: EndpointId
  readonly write: OperationId
}

/** What says that a node has a write, or has taken it into account. */
const HAVING = [EventKind.append, EventKind.store, EventKind.discard]

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

function isAnswer({ trace }: RunFacts, index: MessageIndex, message: MessageNumber): boolean {
  return ANSWERS.test(trace.messageNames[trace.at(index.positions(message).sent).key])
}
