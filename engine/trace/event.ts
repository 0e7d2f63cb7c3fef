/** Number of a client operation: 0, 1, 2… in order of invocation. A write's number is also its unique value in generated workloads. */
export type OperationId = number
export const NO_OPERATION: OperationId = -1

/** Number of a key, in order of first use; its name stands in the run's key table. */
export type KeyId = number
export const NO_KEY: KeyId = -1

/** Number of a place on the network: replicas first, then a controller if there is one, then clients. */
export type EndpointId = number
export const NO_ENDPOINT: EndpointId = -1

/**
 * The vocabulary of the trace: what can happen in a run, and what each column of an event means for it.
 *
 * Every event has a time, a kind and six columns: `node`, `peer` (endpoint numbers, -1 for none), `operation` (-1 when no client
 * operation caused it), `key` (-1 for none), and two numbers `a`, `b`.
 */
export const EventKind = {
  /** A client calls. node: client; peer: first replica asked; a: 0 read, 1 write. */
  invoke: 1,
  /** A client has its answer, or gives up. node: client; peer: replica that answered; a: outcome (0 ok, 1 fail, 2 unknown). */
  return: 2,
  /** node: sender; peer: receiver; key: code of the message's kind; a: message number; b: bytes. */
  send: 3,
  /** node: receiver; peer: sender; key: code of the message's kind; a: message number. */
  deliver: 4,
  /** node: receiver that never sees it; peer: sender; key: code of the message's kind; a: message number; b: DropReason. */
  drop: 5,
  /** a: CrashKind; b: unsynced records lost. */
  crash: 6,
  restart: 7,
  pause: 8,
  resume: 9,
  /** A node takes a role. a: RoleCode; b: term. */
  role: 10,
  /** An entry stands in a node's log. a: offset; b: term. */
  append: 11,
  /** An entry is taken out of a node's log, since the leader's log differs there. a: offset; b: term. */
  truncate: 12,
  /** A node knows that all up to this offset is committed. a: offset. */
  commit: 13,
  /** A version becomes readable on a node. a: its stamp (offset or timestamp). */
  store: 14,
  /** A record that was not yet on disk is gone with a crash. */
  lose: 15,
  /** Conflict resolution drops the version of `operation`. a: operation whose version stays. */
  discard: 16,
  /** Two versions of a key that did not know of each other meet on a node. operation: the arriving one; a: the other. */
  conflict: 17,
  /** A node now keeps several versions of a key. a: how many. */
  siblings: 18,
  /** A hint for the replica `peer`. a: HintStep. */
  hint: 19,
  /** `node` sends `peer` a version that it lacked. a: RepairCause. */
  repair: 20,
  /** A fault of the scenario takes hold or ends. a: its number; b: 0 begins, 1 ends. */
  fault: 21,
  /**
   * What a node had written is on its disk: one event a sync, whatever it covered, and none where writes are durable at once. a: length of the node's log that a
   * crash would leave now, -1 where it keeps none; b: changes that became durable.
   */
  sync: 22,
} as const
export type EventKind = (typeof EventKind)[keyof typeof EventKind]

export const DropReason = { loss: 0, cut: 1, receiverDown: 2 } as const
export type DropReason = (typeof DropReason)[keyof typeof DropReason]

/** What a crash leaves behind: all that was written, only what was synced, or nothing. */
export const CrashKind = { keepsWritten: 0, losesUnsynced: 1, wipes: 2 } as const
export type CrashKind = (typeof CrashKind)[keyof typeof CrashKind]

/**
 * `fenced`: a leader without a lease, not yet or not any more, which serves nobody until it has one. `diverged`: a replica whose log differs from its leader's and
 * which follows no more.
 */
export const RoleCode = {
  leader: 0,
  follower: 1,
  candidate: 2,
  replica: 3,
  controller: 4,
  fenced: 5,
  diverged: 6,
} as const
export type RoleName = keyof typeof RoleCode
export type RoleCode = (typeof RoleCode)[RoleName]

/** By code. */
export const ROLE_NAMES: readonly RoleName[] = [
  'leader',
  'follower',
  'candidate',
  'replica',
  'controller',
  'fenced',
  'diverged',
]

export const HintStep = { stored: 0, delivered: 1, dropped: 2 } as const
export type HintStep = (typeof HintStep)[keyof typeof HintStep]

export const RepairCause = { read: 0, antiEntropy: 1 } as const
export type RepairCause = (typeof RepairCause)[keyof typeof RepairCause]

/** Where network, nodes and protocols write what happens. The recorder is one; time is the run's clock. */
export interface EventSink {
  record(
    kind: EventKind,
    node: number,
    peer: number,
    operation: number,
    key: number,
    a: number,
    b: number,
  ): void
  /** The message of the last event, just sent, carries a version of this write too, besides the operation that it names. */
  carry(operation: OperationId): void
  /** Name of each message kind, by its code. */
  readonly messageNames: readonly string[]
  /** A small number for a message kind's name, the same for the same name within a run. */
  messageKind(name: string): number
}
