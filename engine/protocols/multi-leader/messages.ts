import { HEADER_BYTES, type Message } from '../../network/message.ts'
import { NO_OPERATION } from '../../trace/event.ts'
import { KEY_BYTES } from '../client.ts'
import type { Update } from './update.ts'

/** Names one life of a replica's log: a wiped replica starts another. */
export type LogId = number

/** How far one has come in a neighbour's log. */
export interface Position {
  readonly log: LogId
  /** Offset of the next entry. */
  readonly offset: number
  /** Below this the receiver is to get every entry, also what the topology leaves to others to send: it lost what it had. */
  readonly unfilteredUntil: number
}

export const UNKNOWN_LOG: LogId = -1

/** Nothing of any log that is known. */
export const NO_POSITION: Position = { log: UNKNOWN_LOG, offset: 0, unfilteredUntil: 0 }

/** A stretch of the sender's log: all of it between the offsets that the receiver is to have. Empty when there is nothing to say but that `resume` came. */
export interface Changes extends Message {
  readonly kind: 'changes'
  readonly log: LogId
  /** Where the batch before this one ended. */
  readonly from: number
  readonly to: number
  /** Whether the stream started again from offset 0 because the receiver asked for that. */
  readonly isRestarted: boolean
  readonly unfilteredUntil: number
  readonly updates: readonly Update[]
}

/** The receiver has everything before its position on disk. */
export interface ChangesAck extends Message, Position {
  readonly kind: 'changes-ack'
}

/** A receiver asks for everything from its position on: after its restart, or when it does not know the sender's log. */
export interface Resume extends Message, Position {
  readonly kind: 'resume'
  /** The receiver's own log. */
  readonly receiverLog: LogId
}

/** A sender that has restarted asks how far the receiver has come; the answer is `resume`. */
export interface Announce extends Message {
  readonly kind: 'announce'
}

export type PeerMessage = Changes | ChangesAck | Resume | Announce

export const PEER_MESSAGE_KINDS: readonly PeerMessage['kind'][] = [
  'changes',
  'changes-ack',
  'resume',
  'announce',
]

/** Estimated size of one number of a version vector, of an offset or of a stamp. */
const NUMBER_BYTES = 8

export function changesMessage(
  log: LogId,
  from: number,
  to: number,
  isRestarted: boolean,
  unfilteredUntil: number,
  updates: readonly Update[],
): Changes {
  let bytes = HEADER_BYTES + 4 * NUMBER_BYTES
  for (const update of updates) bytes += bytesOf(update)
  const operation = updates.length > 0 ? updates[0].operation : NO_OPERATION
  return {
    kind: 'changes',
    operation,
    bytes,
    log,
    from,
    to,
    isRestarted,
    unfilteredUntil,
    updates,
  }
}

const POSITION_BYTES = HEADER_BYTES + 3 * NUMBER_BYTES

export function ackMessage({ log, offset, unfilteredUntil }: Position): ChangesAck {
  return {
    kind: 'changes-ack',
    operation: NO_OPERATION,
    bytes: POSITION_BYTES,
    log,
    offset,
    unfilteredUntil,
  }
}

export function resumeMessage(
  { log, offset, unfilteredUntil }: Position,
  receiverLog: LogId,
): Resume {
  return {
    kind: 'resume',
    operation: NO_OPERATION,
    bytes: POSITION_BYTES + NUMBER_BYTES,
    log,
    offset,
    unfilteredUntil,
    receiverLog,
  }
}

export const ANNOUNCE: Announce = {
  kind: 'announce',
  operation: NO_OPERATION,
  bytes: HEADER_BYTES,
}

/** Key, value, dot, stamp and context. */
function bytesOf({ valueBytes, context }: Update): number {
  return KEY_BYTES + valueBytes + (3 + context.length) * NUMBER_BYTES
}
