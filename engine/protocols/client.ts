import { HEADER_BYTES, type Message } from '../network/message.ts'
import type { EndpointId, KeyId, OperationId } from '../trace/event.ts'
import { NO_ENDPOINT } from '../trace/event.ts'
import type { OperationSet } from '../trace/history.ts'

/** Estimated size of a key on the wire. */
export const KEY_BYTES = 16

/** The kinds of messages between clients and replicas, whatever the model. */
export const CLIENT_MESSAGE_KINDS: readonly string[] = ['read', 'write', 'reply']

/** What a client asks of a replica. Reads have the fields of writes, empty: what reads messages is fast where it meets one shape. */
export type ClientRequest = ReadRequest | WriteRequest

/** What a read may show: what the replica has, only what it knows is committed, or nothing older than what was done when it was asked. */
export type ReadLevel = 'local' | 'committed' | 'linearizable'

/** How far a write has come when its client is told that it is done: into memory, to disk, or as far as the model's rule of replication asks. */
export type WriteLevel = 'received' | 'synced' | 'committed'

interface RequestFields extends Message {
  readonly key: KeyId
  readonly value: unknown
  /** Size of the value. */
  readonly valueBytes: number
  /**
   * What the client knows of the key: the `context` of the read that this write builds on, or else the last one that the client was given in this
   * session; undefined when it knows nothing. Models that keep version vectors read it.
   */
  readonly context: unknown
  /** Whether the write builds on a read (read-modify-write): its `context` is then all that it takes into account. */
  readonly isBased: boolean
  /** Of this request alone; undefined: as the model's settings say. Models without levels ignore it. */
  readonly level: ReadLevel | WriteLevel | undefined
}

export interface ReadRequest extends RequestFields {
  readonly kind: 'read'
  readonly level: ReadLevel | undefined
}

export interface WriteRequest extends RequestFields {
  readonly kind: 'write'
  readonly level: WriteLevel | undefined
}

export const readRequest = (
  operation: OperationId,
  key: KeyId,
  level: ReadLevel | undefined,
): ReadRequest =>
  request('read', operation, REQUEST_BYTES, key, undefined, 0, undefined, false, level)

export const writeRequest = (
  operation: OperationId,
  key: KeyId,
  value: unknown,
  valueBytes: number,
  context: unknown,
  isBased: boolean,
  level: WriteLevel | undefined,
): WriteRequest => {
  const bytes = REQUEST_BYTES + valueBytes
  return request('write', operation, bytes, key, value, valueBytes, context, isBased, level)
}

const REQUEST_BYTES = HEADER_BYTES + KEY_BYTES

const request = <Kind extends ClientRequest['kind'], Level>(
  kind: Kind,
  operation: OperationId,
  bytes: number,
  key: KeyId,
  value: unknown,
  valueBytes: number,
  context: unknown,
  isBased: boolean,
  level: Level,
) => ({ kind, operation, bytes, key, value, valueBytes, context, isBased, level })

/** One value of a key, as a replica keeps it. Immutable: replicas and messages share it. */
export interface StoredVersion {
  readonly value: unknown
  /** The write that made it; for a merged value the one with the highest stamp. */
  readonly operation: OperationId
  /** The writes that went into a merged value; absent for one write's value. */
  readonly merged?: OperationSet
}

/**
 * How a replica answers.
 * - `ok`: done.
 * - `refused`: certainly not done; another replica, or the same one later, may do it.
 * - `redirect`: certainly not done; ask `leader`, if it is known.
 * - `uncertain`: a write that may have happened, or may still happen.
 */
export interface ClientReply extends Message {
  readonly kind: 'reply'
  readonly status: 'ok' | 'refused' | 'redirect' | 'uncertain'
  /** What a read found: nothing, one version, or siblings. */
  readonly versions: readonly StoredVersion[]
  /** For the client to hand back with a write that builds on this read. */
  readonly context: unknown
  /** Where the leader is, as far as the replica knows; -1 otherwise. */
  readonly leader: EndpointId
}

const NO_VERSIONS: readonly StoredVersion[] = []

/** @param valueBytes size of one value, for the message's size */
export function readReply(
  operation: OperationId,
  versions: readonly StoredVersion[],
  context: unknown,
  valueBytes: number,
): ClientReply {
  return {
    kind: 'reply',
    operation,
    bytes: HEADER_BYTES + versions.length * valueBytes,
    status: 'ok',
    versions,
    context,
    leader: NO_ENDPOINT,
  }
}

/** A write is done. @param context what its client now knows of the key, where the model keeps version vectors */
export function writtenReply(operation: OperationId, context: unknown): ClientReply {
  return {
    kind: 'reply',
    operation,
    bytes: HEADER_BYTES,
    status: 'ok',
    versions: NO_VERSIONS,
    context,
    leader: NO_ENDPOINT,
  }
}

export function writeReply(
  operation: OperationId,
  status: ClientReply['status'] = 'ok',
  leader: EndpointId = NO_ENDPOINT,
): ClientReply {
  return {
    kind: 'reply',
    operation,
    bytes: HEADER_BYTES,
    status,
    versions: NO_VERSIONS,
    context: undefined,
    leader,
  }
}
