import type { Message } from '../../network/message.ts'
import type { EndpointId, KeyId } from '../../trace/event.ts'
import type { Held } from './held.ts'

/** Names a request of a coordinator: looked into only by the coordinator that made it, which ignores one of an earlier life. */
export type RequestToken = object

/** Coordinator to replica: keep this. */
export interface Replicate extends Message {
  readonly kind: 'replicate'
  readonly key: KeyId
  readonly held: Held
  readonly request: RequestToken
}

/** Coordinator to a stand-in: keep this for `target`, which does not answer. */
export interface StoreHint extends Message {
  readonly kind: 'store-hint'
  readonly key: KeyId
  readonly held: Held
  readonly target: EndpointId
  readonly request: RequestToken
}

export interface ReplicateAck extends Message {
  readonly kind: 'replicate-ack'
  /** The replica that has it, or for which a stand-in keeps it. */
  readonly replica: EndpointId
  readonly request: RequestToken
}

/** Coordinator to replica, or to the stand-in for one: what do you hold? */
export interface Fetch extends Message {
  readonly kind: 'fetch'
  /** The replica for which a stand-in is asked; -1 for the receiver itself. */
  readonly standsInFor: EndpointId
  readonly key: KeyId
  readonly request: RequestToken
}

export interface FetchReply extends Message {
  readonly kind: 'fetch-reply'
  /** The replica that answers, or for which a stand-in does. */
  readonly replica: EndpointId
  readonly held: Held | undefined
  readonly request: RequestToken
}

/** A version that the receiver was seen to lack; not answered. */
export interface Repair extends Message {
  readonly kind: 'repair'
  readonly key: KeyId
  readonly held: Held
}

/** A hint on its way to the replica that it was kept for. */
export interface Handoff extends Message {
  readonly kind: 'handoff'
  readonly key: KeyId
  readonly held: Held
}

export interface HandoffAck extends Message {
  readonly kind: 'handoff-ack'
  readonly key: KeyId
  /** What was handed over: a newer hint for the key stays. */
  readonly held: Held
}

/** Hashes of the sender's Merkle tree at some places of one level, for the receiver to compare with its own. */
export interface TreeCompare extends Message {
  readonly kind: 'tree-compare'
  readonly level: number
  readonly places: readonly number[]
  readonly hashes: readonly number[]
}

/** The contents of leaves that differ; asks for the receiver's own in return when `wantsReturn`. */
export interface TreeLeaves extends Message {
  readonly kind: 'tree-leaves'
  readonly places: readonly number[]
  readonly entries: readonly (readonly [KeyId, Held])[]
  readonly wantsReturn: boolean
}

/** To all others: I am here. */
export interface Heartbeat extends Message {
  readonly kind: 'heartbeat'
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

export const LEADERLESS_MESSAGE_KINDS: readonly LeaderlessMessage['kind'][] = [
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
]
