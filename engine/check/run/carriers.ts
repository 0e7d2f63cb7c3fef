import type { OperationId } from '../../trace/event.ts'
import { Action } from '../../trace/history.ts'
import type { RunFacts } from '../../trace/metrics/facts.ts'
import type { Trace } from '../../trace/trace.ts'
import { type MessageIndex, type MessageNumber, messagesOf } from './message-index.ts'

/** Kinds of messages that answer: what they name has arrived, and they do not carry it. */
const ANSWERS = /(^|-)(reply|ack|reject)$/

/** The messages that carried a write from one place to another, in order of sending; a message that the network doubled is one. */
export function carriersOf({ trace, history }: RunFacts, write: OperationId): MessageNumber[] {
  const index = messagesOf(trace, history.length)
  const named = index.of(write).filter((message) => !isAnswer(trace, index, message))
  return [...new Set([...named, ...index.batchesWith(write)])].sort((a, b) => a - b)
}

/** The messages with writes for replicas of which nothing has become, in order of sending. */
export function openCarriers({ trace, history, replicas }: RunFacts): MessageNumber[] {
  const index = messagesOf(trace, history.length)
  const batches = new Set(trace.carried.message)
  const open: MessageNumber[] = []
  for (let message = 0; message < index.length; message++) {
    if (!index.isOpen(message)) continue
    const { operation, peer } = trace.at(index.positions(message).sent)
    const isNamed = history.action[operation] === Action.write && !isAnswer(trace, index, message)
    if (replicas.includes(peer) && (isNamed || batches.has(message))) open.push(message)
  }
  return open
}

function isAnswer(trace: Trace, index: MessageIndex, message: MessageNumber): boolean {
  const { key } = trace.at(index.positions(message).sent)
  return ANSWERS.test(trace.messageNames[key])
}
