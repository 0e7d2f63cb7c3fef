import type { Micros } from '../../core/clock.ts'
import { HEADER_BYTES, type Message } from '../../network/message.ts'
import type { EndpointId, OperationId } from '../../trace/event.ts'
import { NO_OPERATION } from '../../trace/event.ts'
import { type Entry, entryBytes } from './log.ts'

/** What replicas, and a controller, say to each other. */
export const SINGLE_LEADER_MESSAGE_KINDS = [
  'append-entries',
  'heartbeat',
  'append-reply',
  'append-reject',
  'vote-request',
  'vote-reply',
  'pre-vote-request',
  'pre-vote-reply',
  'leader-alive',
  'lease-grant',
  'position-request',
  'position-reply',
  'promote',
  'in-sync-change',
  'in-sync-agreed',
] as const

/** Their places among the kinds that a run knows, where those of clients come first. */
export const Kind = {
  appendEntries: 3,
  heartbeat: 4,
  appendReply: 5,
  appendReject: 6,
  voteRequest: 7,
  voteReply: 8,
  preVoteRequest: 9,
  preVoteReply: 10,
  leaderAlive: 11,
  leaseGrant: 12,
  positionRequest: 13,
  positionReply: 14,
  promote: 15,
  inSyncChange: 16,
  inSyncAgreed: 17,
} as const

/** Leader to follower; without entries it is a heartbeat. */
export interface AppendEntries extends Message<number> {
  readonly kind: typeof Kind.appendEntries | typeof Kind.heartbeat
  readonly term: number
  /** Offset of the first entry: the follower must agree with the leader on all before it. */
  readonly previous: number
  /** Term of the entry just before `previous`; 0 when there is none. */
  readonly previousTerm: number
  readonly entries: readonly Entry[]
  /** Length of the log that the leader knows committed. */
  readonly committed: number
  /** By the leader's clock. */
  readonly sentAt: Micros
}

/** Follower to leader: the logs agree up to `received`. */
export interface AppendReply extends Message<number> {
  readonly kind: typeof Kind.appendReply
  readonly term: number
  /** Length of log that agrees with the leader's. */
  readonly received: number
  /** How much of it is durable here. */
  readonly matched: number
  /** `sentAt` of the latest message seen from this leader. */
  readonly echo: Micros
}

/** Follower to leader: the logs differ before the message's `previous`, or the message's term is over. */
export interface AppendReject extends Message<number> {
  readonly kind: typeof Kind.appendReject
  readonly term: number
  /** No entry from here on agrees. */
  readonly hint: number
  /** The follower's term just before `hint`. */
  readonly hintTerm: number
  /** `sentAt` of the message that is refused. */
  readonly echo: Micros
}

/** Candidate to all. */
export interface VoteRequest extends Message<number> {
  readonly kind: typeof Kind.voteRequest
  readonly term: number
  readonly lastTerm: number
  readonly length: number
}

export interface VoteReply extends Message<number> {
  readonly kind: typeof Kind.voteReply
  readonly term: number
  readonly granted: boolean
}

/** To all, before a replica stands: would you vote for me? The term is the one that it is in. */
export interface PreVoteRequest extends Message<number> {
  readonly kind: typeof Kind.preVoteRequest
  readonly term: number
  readonly lastTerm: number
  readonly length: number
}

export interface PreVoteReply extends Message<number> {
  readonly kind: typeof Kind.preVoteReply
  readonly term: number
  readonly granted: boolean
}

/** Leader to controller. */
export interface LeaderAlive extends Message<number> {
  readonly kind: typeof Kind.leaderAlive
  readonly term: number
  readonly sentAt: Micros
}

/** Controller to leader: you are the one, for so long, counted from `echo`. With a higher term: you are not. */
export interface LeaseGrant extends Message<number> {
  readonly kind: typeof Kind.leaseGrant
  readonly term: number
  readonly echo: Micros
  readonly lengthMicros: Micros
}

/** Controller to all: a new term begins; who has what? */
export interface PositionRequest extends Message<number> {
  readonly kind: typeof Kind.positionRequest
  readonly term: number
}

export interface PositionReply extends Message<number> {
  readonly kind: typeof Kind.positionReply
  readonly term: number
  readonly lastTerm: number
  readonly length: number
}

/** Controller to one: lead this term. */
export interface Promote extends Message<number> {
  readonly kind: typeof Kind.promote
  readonly term: number
  /** Who keeps up, where the rule of replication asks for that; undefined where nobody knows. */
  readonly inSync: readonly EndpointId[] | undefined
}

/** Leader to controller: these keep up, itself included. */
export interface InSyncChange extends Message<number> {
  readonly kind: typeof Kind.inSyncChange
  readonly term: number
  readonly members: readonly EndpointId[]
  /** Number of the change in this term; later ones are higher. */
  readonly change: number
}

/** Controller to leader: from now on it appoints from these. */
export interface InSyncAgreed extends Message<number> {
  readonly kind: typeof Kind.inSyncAgreed
  readonly term: number
  readonly change: number
}

export type SingleLeaderMessage =
  | AppendEntries
  | AppendReply
  | AppendReject
  | VoteRequest
  | VoteReply
  | PreVoteRequest
  | PreVoteReply
  | LeaderAlive
  | LeaseGrant
  | PositionRequest
  | PositionReply
  | Promote
  | InSyncChange
  | InSyncAgreed

/** Terms, offsets and times on the wire, eight bytes each; estimates. */
const APPEND_BYTES = HEADER_BYTES + 5 * 8
const REPLY_BYTES = HEADER_BYTES + 4 * 8
const SMALL_BYTES = HEADER_BYTES + 3 * 8

export function appendEntries(
  term: number,
  previous: number,
  previousTerm: number,
  entries: readonly Entry[],
  committed: number,
  sentAt: Micros,
): AppendEntries {
  let bytes = APPEND_BYTES
  for (let index = 0; index < entries.length; index++) bytes += entryBytes(entries[index])
  return {
    kind: entries.length === 0 ? Kind.heartbeat : Kind.appendEntries,
    operation: entries.length === 0 ? NO_OPERATION : entries[0].operation,
    bytes,
    term,
    previous,
    previousTerm,
    entries,
    committed,
    sentAt,
  }
}

export const appendReply = (
  operation: OperationId,
  term: number,
  received: number,
  matched: number,
  echo: Micros,
): AppendReply => ({
  kind: Kind.appendReply,
  operation,
  bytes: REPLY_BYTES,
  term,
  received,
  matched,
  echo,
})

export const appendReject = (
  term: number,
  hint: number,
  hintTerm: number,
  echo: Micros,
): AppendReject => ({
  kind: Kind.appendReject,
  operation: NO_OPERATION,
  bytes: REPLY_BYTES,
  term,
  hint,
  hintTerm,
  echo,
})

const SMALL = { operation: NO_OPERATION, bytes: SMALL_BYTES } as const

export const voteRequest = (term: number, lastTerm: number, length: number): VoteRequest => ({
  kind: Kind.voteRequest,
  ...SMALL,
  term,
  lastTerm,
  length,
})

export const preVoteRequest = (term: number, lastTerm: number, length: number): PreVoteRequest => ({
  kind: Kind.preVoteRequest,
  ...SMALL,
  term,
  lastTerm,
  length,
})

export const preVoteReply = (term: number, granted: boolean): PreVoteReply => ({
  kind: Kind.preVoteReply,
  ...SMALL,
  term,
  granted,
})

export const voteReply = (term: number, granted: boolean): VoteReply => ({
  kind: Kind.voteReply,
  ...SMALL,
  term,
  granted,
})

export const leaderAlive = (term: number, sentAt: Micros): LeaderAlive => ({
  kind: Kind.leaderAlive,
  ...SMALL,
  term,
  sentAt,
})

export const leaseGrant = (term: number, echo: Micros, lengthMicros: Micros): LeaseGrant => ({
  kind: Kind.leaseGrant,
  ...SMALL,
  term,
  echo,
  lengthMicros,
})

export const positionRequest = (term: number): PositionRequest => ({
  kind: Kind.positionRequest,
  ...SMALL,
  term,
})

export const positionReply = (term: number, lastTerm: number, length: number): PositionReply => ({
  kind: Kind.positionReply,
  ...SMALL,
  term,
  lastTerm,
  length,
})

export const promote = (term: number, inSync: readonly EndpointId[] | undefined): Promote => ({
  kind: Kind.promote,
  ...SMALL,
  term,
  inSync,
})

export const inSyncChange = (
  term: number,
  members: readonly EndpointId[],
  change: number,
): InSyncChange => ({ kind: Kind.inSyncChange, ...SMALL, term, members, change })

export const inSyncAgreed = (term: number, change: number): InSyncAgreed => ({
  kind: Kind.inSyncAgreed,
  ...SMALL,
  term,
  change,
})
