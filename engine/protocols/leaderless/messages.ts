import { HEADER_BYTES, type Message } from '../../network/message.ts'
import { type EndpointId, type KeyId, NO_ENDPOINT, type OperationId } from '../../trace/event.ts'
import { KEY_BYTES } from '../client.ts'
import type { Coordinated } from './coordinated.ts'
import type { Held } from './held.ts'

/** What replicas say to each other. */
export const LEADERLESS_MESSAGE_KINDS = [
  'replicate',
  'store-hint',
  'replicate-ack',
  'fetch',
  'fetch-reply',
  'repair',
  'handoff',
  'handoff-ack',
  'tree-compare',
  'tree-leaves',
  'heartbeat',
] as const

/** Their places among the kinds that a run knows, where those of clients come first. */
export const Kind = {
  replicate: 3,
  storeHint: 4,
  replicateAck: 5,
  fetch: 6,
  fetchReply: 7,
  repair: 8,
  handoff: 9,
  handoffAck: 10,
  treeCompare: 11,
  treeLeaves: 12,
  heartbeat: 13,
} as const

/** Names a request of a coordinator, which ignores one that it did not make in its present life; nobody else looks into it. */
export type RequestToken = Coordinated

/**
 * A message about one key. All kinds have the same fields, made by one function, so that whatever reads messages meets one shape, which is far faster than several.
 */
interface KeyMessage extends Message<number> {
  readonly key: KeyId
  readonly held: Held | undefined
  /** The replica meant where a stand-in takes its place; in an answer, the one that answers or for which a stand-in does. */
  readonly replica: EndpointId
  readonly request: RequestToken | undefined
}

/** Coordinator to replica: keep this. */
export interface Replicate extends KeyMessage {
  readonly kind: typeof Kind.replicate
  readonly held: Held
  readonly request: RequestToken
}

/** Coordinator to a stand-in: keep this for `replica`, which does not answer. */
export interface StoreHint extends KeyMessage {
  readonly kind: typeof Kind.storeHint
  readonly held: Held
  readonly request: RequestToken
}

/** `replica` has it, or a stand-in keeps it for that. */
export interface ReplicateAck extends KeyMessage {
  readonly kind: typeof Kind.replicateAck
  readonly request: RequestToken
}

/** Coordinator to replica, or to the stand-in for `replica`: what do you hold? -1 for the receiver itself. */
export interface Fetch extends KeyMessage {
  readonly kind: typeof Kind.fetch
  readonly request: RequestToken
}

export interface FetchReply extends KeyMessage {
  readonly kind: typeof Kind.fetchReply
  readonly request: RequestToken
}

/** A version that the receiver was seen to lack; not answered. */
export interface Repair extends KeyMessage {
  readonly kind: typeof Kind.repair
  readonly held: Held
}

/** A hint on its way to the replica that it was kept for. */
export interface Handoff extends KeyMessage {
  readonly kind: typeof Kind.handoff
  readonly held: Held
}

/** Names what was handed over: a newer hint for the key stays. */
export interface HandoffAck extends KeyMessage {
  readonly kind: typeof Kind.handoffAck
  readonly held: Held
}

/** Hashes of the sender's Merkle tree at some places of one level, for the receiver to compare with its own. */
export interface TreeCompare extends Message<number> {
  readonly kind: typeof Kind.treeCompare
  readonly level: number
  readonly places: readonly number[]
  readonly hashes: readonly number[]
}

/** The contents of leaves that differ; asks for the receiver's own in return when `wantsReturn`. */
export interface TreeLeaves extends Message<number> {
  readonly kind: typeof Kind.treeLeaves
  readonly places: readonly number[]
  readonly entries: readonly (readonly [KeyId, Held])[]
  readonly wantsReturn: boolean
}

/** To all others: I am here. */
export interface Heartbeat extends Message<number> {
  readonly kind: typeof Kind.heartbeat
}

export type LeaderlessMessage =
  | Replicate
  | StoreHint
  | ReplicateAck
  | Fetch
  | FetchReply
  | Repair
  | Handoff
  | HandoffAck
  | TreeCompare
  | TreeLeaves
  | Heartbeat

export const replicate = (
  operation: OperationId,
  key: KeyId,
  held: Held,
  request: RequestToken,
): Replicate => about(Kind.replicate, operation, withHeld(held), key, held, NO_ENDPOINT, request)

export const storeHint = (
  operation: OperationId,
  key: KeyId,
  held: Held,
  replica: EndpointId,
  request: RequestToken,
): StoreHint => about(Kind.storeHint, operation, withHeld(held), key, held, replica, request)

export const replicateAck = (
  operation: OperationId,
  key: KeyId,
  replica: EndpointId,
  request: RequestToken,
): ReplicateAck =>
  about(Kind.replicateAck, operation, HEADER_BYTES, key, undefined, replica, request)

export const fetch = (
  operation: OperationId,
  key: KeyId,
  replica: EndpointId,
  request: RequestToken,
): Fetch => about(Kind.fetch, operation, WITH_KEY, key, undefined, replica, request)

export const fetchReply = (
  operation: OperationId,
  key: KeyId,
  held: Held | undefined,
  replica: EndpointId,
  request: RequestToken,
): FetchReply => {
  const bytes = held === undefined ? HEADER_BYTES : HEADER_BYTES + held.bytes
  return about(Kind.fetchReply, operation, bytes, key, held, replica, request)
}

export const repair = (operation: OperationId, key: KeyId, held: Held): Repair =>
  about(Kind.repair, operation, withHeld(held), key, held, NO_ENDPOINT, undefined)

export const handoff = (key: KeyId, held: Held): Handoff => {
  const { operation } = held.versions[0]
  return about(Kind.handoff, operation, withHeld(held), key, held, NO_ENDPOINT, undefined)
}

export const handoffAck = (operation: OperationId, key: KeyId, held: Held): HandoffAck =>
  about(Kind.handoffAck, operation, HEADER_BYTES, key, held, NO_ENDPOINT, undefined)

const WITH_KEY = HEADER_BYTES + KEY_BYTES

const withHeld = ({ bytes }: Held): number => WITH_KEY + bytes

const about = <
  OfKind extends LeaderlessMessage['kind'],
  HeldThere extends Held | undefined,
  Request extends RequestToken | undefined,
>(
  kind: OfKind,
  operation: OperationId,
  bytes: number,
  key: KeyId,
  held: HeldThere,
  replica: EndpointId,
  request: Request,
) => ({ kind, operation, bytes, key, held, replica, request })
