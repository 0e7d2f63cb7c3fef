import type { Micros } from '../../core/clock.ts'
import { HEADER_BYTES, type Message } from '../../network/message.ts'
import type { EndpointId, OperationId } from '../../trace/event.ts'
import { NO_OPERATION } from '../../trace/event.ts'
import type { Entry } from './log.ts'

/** Leader to follower; without entries it is a heartbeat. */
export interface AppendEntries extends Message {
  readonly kind: 'append-entries' | 'heartbeat'
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
export interface AppendReply extends Message {
  readonly kind: 'append-reply'
  readonly term: number
  /** Length of log that agrees with the leader's. */
  readonly received: number
  /** How much of it is durable here. */
  readonly matched: number
  /** `sentAt` of the latest message seen from this leader. */
  readonly echo: Micros
}

/** Follower to leader: the logs differ before the message's `previous`, or the message's term is over. */
export interface AppendReject extends Message {
  readonly kind: 'append-reject'
  readonly term: number
  /** No entry from here on agrees. */
  readonly hint: number
  /** The follower's term just before `hint`. */
  readonly hintTerm: number
  /** `sentAt` of the message that is refused. */
  readonly echo: Micros
}

/** Candidate to all. */
export interface VoteRequest extends Message {
  readonly kind: 'vote-request'
  readonly term: number
  readonly lastTerm: number
  readonly length: number
}

export interface VoteReply extends Message {
  readonly kind: 'vote-reply'
  readonly term: number
  readonly granted: boolean
}

/** To all, before a replica stands: would you vote for me? The term is the one that it is in. */
export interface PreVoteRequest extends Message {
  readonly kind: 'pre-vote-request'
  readonly term: number
  readonly lastTerm: number
  readonly length: number
}

export interface PreVoteReply extends Message {
  readonly kind: 'pre-vote-reply'
  readonly term: number
  readonly granted: boolean
}

/** Leader to controller. */
export interface LeaderAlive extends Message {
  readonly kind: 'leader-alive'
  readonly term: number
  readonly sentAt: Micros
}

/** Controller to leader: you are the one, for so long, counted from `echo`. With a higher term: you are not. */
export interface LeaseGrant extends Message {
  readonly kind: 'lease-grant'
  readonly term: number
  readonly echo: Micros
  readonly lengthMicros: Micros
}

/** Controller to all: a new term begins; who has what? */
export interface PositionRequest extends Message {
  readonly kind: 'position-request'
  readonly term: number
}

export interface PositionReply extends Message {
  readonly kind: 'position-reply'
  readonly term: number
  readonly lastTerm: number
  readonly length: number
}

/** Controller to one: lead this term. */
export interface Promote extends Message {
  readonly kind: 'promote'
  readonly term: number
  /** Who keeps up, where the rule of replication asks for that; undefined where nobody knows. */
  readonly inSync: readonly EndpointId[] | undefined
}

/** Leader to controller: these keep up, itself included. */
export interface InSyncChange extends Message {
  readonly kind: 'in-sync-change'
  readonly term: number
  readonly members: readonly EndpointId[]
  /** Number of the change in this term; later ones are higher. */
  readonly change: number
}

/** Controller to leader: from now on it appoints from these. */
export interface InSyncAgreed extends Message {
  readonly kind: 'in-sync-agreed'
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

export const SINGLE_LEADER_MESSAGE_KINDS: readonly SingleLeaderMessage['kind'][] = [
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
]

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
  for (let index = 0; index < entries.length; index++) bytes += entries[index].bytes
  return {
    kind: entries.length === 0 ? 'heartbeat' : 'append-entries',
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
  kind: 'append-reply',
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
  kind: 'append-reject',
  operation: NO_OPERATION,
  bytes: REPLY_BYTES,
  term,
  hint,
  hintTerm,
  echo,
})

const SMALL = { operation: NO_OPERATION, bytes: SMALL_BYTES } as const

export const voteRequest = (term: number, lastTerm: number, length: number): VoteRequest => ({
  kind: 'vote-request',
  ...SMALL,
  term,
  lastTerm,
  length,
})

export const preVoteRequest = (term: number, lastTerm: number, length: number): PreVoteRequest => ({
  kind: 'pre-vote-request',
  ...SMALL,
  term,
  lastTerm,
  length,
})

export const preVoteReply = (term: number, granted: boolean): PreVoteReply => ({
  kind: 'pre-vote-reply',
  ...SMALL,
  term,
  granted,
})

export const voteReply = (term: number, granted: boolean): VoteReply => ({
  kind: 'vote-reply',
  ...SMALL,
  term,
  granted,
})

export const leaderAlive = (term: number, sentAt: Micros): LeaderAlive => ({
  kind: 'leader-alive',
  ...SMALL,
  term,
  sentAt,
})

export const leaseGrant = (term: number, echo: Micros, lengthMicros: Micros): LeaseGrant => ({
  kind: 'lease-grant',
  ...SMALL,
  term,
  echo,
  lengthMicros,
})

export const positionRequest = (term: number): PositionRequest => ({
  kind: 'position-request',
  ...SMALL,
  term,
})

export const positionReply = (term: number, lastTerm: number, length: number): PositionReply => ({
  kind: 'position-reply',
  ...SMALL,
  term,
  lastTerm,
  length,
})

export const promote = (term: number, inSync: readonly EndpointId[] | undefined): Promote => ({
  kind: 'promote',
  ...SMALL,
  term,
  inSync,
})

export const inSyncChange = (
  term: number,
  members: readonly EndpointId[],
  change: number,
): InSyncChange => ({ kind: 'in-sync-change', ...SMALL, term, members, change })

export const inSyncAgreed = (term: number, change: number): InSyncAgreed => ({
  kind: 'in-sync-agreed',
  ...SMALL,
  term,
  change,
})
