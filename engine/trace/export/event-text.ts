import { DropReason, EventKind, HintStep, RepairCause, ROLE_NAMES } from '../event.ts'
import { ACTION_NAMES, OUTCOME_NAMES } from '../history.ts'
import type { TraceEvent } from '../trace.ts'
import type { Traced } from './traced.ts'

/** One event as a person reads it, on the line of the node or client that it happened to. */
export function eventText(run: Traced, event: TraceEvent): string {
  const { names } = run
  const { kind, peer, a, b } = event
  switch (kind) {
    case EventKind.invoke:
      return `asks: ${requestText(run, event)}`
    case EventKind.return:
      return `is answered by ${names.endpoint(peer)}: operation ${event.operation} ${OUTCOME_NAMES[a]}`
    case EventKind.send:
      return `sends ${messageText(run, event)} to ${names.endpoint(peer)}`
    case EventKind.deliver:
      return `receives ${messageText(run, event)} from ${names.endpoint(peer)}`
    case EventKind.drop:
      return `${messageText(run, event)} to ${names.endpoint(event.node)} is dropped: ${dropText(b)}`
    case EventKind.role:
      return `becomes ${roleText(a, b)}`
    case EventKind.fault:
      return `${names.faults[a]?.label ?? `fault ${a}`} ${b === 0 ? 'begins' : 'ends'}`
    default:
      return changeText(run, event)
  }
}

/** `read of k3 (operation 7)` */
function requestText({ names }: Traced, { operation, key, a }: TraceEvent): string {
  return `${ACTION_NAMES[a]} of ${names.key(key)} (operation ${operation})`
}

/** `append-entries (operation 7)` */
function messageText({ trace }: Traced, { key, operation }: TraceEvent): string {
  const name = trace.messageNames[key]
  return operation < 0 ? name : `${name} (operation ${operation})`
}

/** Why the network or a receiver dropped a message. */
export function dropText(reason: number): string {
  switch (reason) {
    case DropReason.loss:
      return 'lost'
    case DropReason.cut:
      return 'cut off by a fault'
    default:
      return 'the receiver is down'
  }
}

/** `leader of term 3`, `replica` */
export const roleText = (role: number, term: number): string =>
  ROLE_NAMES[role] + (term > 0 ? ` of term ${term}` : '')

/** What changes on a node itself. */
function changeText({ names }: Traced, event: TraceEvent): string {
  const { kind, peer, operation, key, a, b } = event
  const write = `operation ${operation}`
  const of = key < 0 ? '' : ` of ${names.key(key)}`
  switch (kind) {
    case EventKind.crash:
      return b > 0 ? `crashes and loses ${b} unsynced records` : 'crashes'
    case EventKind.append:
      return `appends ${operation < 0 ? 'an opening entry' : write + of} at offset ${a}, term ${b}`
    case EventKind.truncate:
      return `takes ${write}${of} out of its log at offset ${a}`
    case EventKind.commit:
      return `knows that all up to offset ${a} is committed`
    case EventKind.store:
      return `can show ${write}${of}`
    case EventKind.lose:
      return `loses ${write}${of}`
    case EventKind.discard:
      return `drops ${write}${of} for operation ${a}`
    case EventKind.conflict:
      return `finds ${write}${of} in conflict with operation ${a}`
    case EventKind.siblings:
      return `keeps ${a} versions${of}`
    case EventKind.hint:
      return `${HINT_TEXTS[a]} a hint with ${write}${of} for ${names.endpoint(peer)}`
    case EventKind.repair:
      return `repairs ${names.endpoint(peer)} with ${write}${of}${a === RepairCause.read ? ' after a read' : ''}`
    case EventKind.sync:
      return `has synced ${b} changes to its disk`
    default:
      return PLAIN_TEXTS.get(kind) ?? `event of kind ${kind}`
  }
}

const HINT_TEXTS: Readonly<Record<number, string>> = {
  [HintStep.stored]: 'keeps',
  [HintStep.delivered]: 'has handed over',
  [HintStep.dropped]: 'loses',
}

const PLAIN_TEXTS = new Map<number, string>([
  [EventKind.restart, 'restarts'],
  [EventKind.pause, 'is paused'],
  [EventKind.resume, 'goes on'],
])
