import type { Micros } from '../core/clock.ts'
import type { EndpointId } from '../trace/event.ts'
import type { NodeSpan, Steps } from './lane.ts'
import type { RecordedRun } from './recorded-run.ts'

export type { Health, NodeSpan, Steps } from './lane.ts'

/**
 * A run laid out along time: who was what when, what clients asked, what was sent, what went wrong. Computed once from a recording, by `buildTimeline`; everything that is
 * drawn, listed or asked is a function of it. Times are microseconds of the run's clock.
 *
 * 1. Columns of operations go by operation number, columns of messages by message number (so in order of calling, and of sending).
 * 2. The spans of a lane follow each other without a gap from 0 to `endMicros`.
 */
export interface Timeline {
  readonly run: RecordedRun
  readonly endMicros: Micros
  /** Replicas, then the controller if there is one. */
  readonly nodes: readonly NodeLane[]
  readonly clients: readonly ClientLane[]
  readonly operations: OperationBars
  readonly messages: MessageLines
  /** In order of their beginnings. */
  readonly faults: readonly FaultSpan[]
  readonly marks: Marks
}

export interface NodeLane {
  readonly endpoint: EndpointId
  readonly name: string
  readonly kind: 'replica' | 'controller'
  readonly region: string
  readonly spans: readonly NodeSpan[]
  /** How many entries its log has; empty where the model keeps none. */
  readonly log: Steps
  /** Up to which offset it knows entries to be committed. */
  readonly committed: Steps
  /** How many versions it made readable: where it stands among the replicas. */
  readonly stored: Steps
  /** Hints that wait there for others. */
  readonly hints: Steps
  /** How far its wall clock is ahead of true time, in microseconds; linear between its steps. Empty where its clock was right all the time. */
  readonly clockAhead: Steps
}

export interface ClientLane {
  readonly endpoint: EndpointId
  /** The client's number in the history. */
  readonly session: number
  readonly name: string
  readonly region: string
}

/** How an operation ended, the worst that can be said of it first found: what colours it. */
export const OperationClass = {
  ok: 0,
  failed: 1,
  /** It may have happened, or may still. */
  unknown: 2,
  /** The client still waited when the run was over. */
  open: 3,
  /** A read that did not return the newest value that was acknowledged before it began. */
  stale: 4,
  /** A write that was acknowledged, and that no authority holds at the end. */
  lost: 5,
  /** A write that met another which did not know of it. */
  conflicting: 6,
} as const
export type OperationClass = (typeof OperationClass)[keyof typeof OperationClass]

/** One column a field, by operation number. */
export interface OperationBars {
  readonly length: number
  readonly invoked: Float64Array
  /** Infinity while the client waits. */
  readonly returned: Float64Array
  /** The client's number in the history. */
  readonly session: Int32Array
  /** 0 read, 1 write. */
  readonly action: Uint8Array
  readonly key: Int32Array
  /** `OperationClass` */
  readonly ending: Uint8Array
  /** The replica that answered, -1 for none. */
  readonly node: Int16Array
}

/** What became of a message. */
export const MessageFate = {
  delivered: 0,
  /** On its way, or waiting at a paused receiver, when the run was over. */
  open: 1,
  lost: 2,
  /** A partition kept it back. */
  cut: 3,
  receiverDown: 4,
} as const
export type MessageFate = (typeof MessageFate)[keyof typeof MessageFate]

/** One column a field, by message number. */
export interface MessageLines {
  readonly length: number
  readonly sent: Float64Array
  /** When it was delivered or dropped; Infinity where neither. */
  readonly ended: Float64Array
  readonly from: Int16Array
  readonly to: Int16Array
  /** Index into `trace.messageNames`. */
  readonly kind: Uint8Array
  /** `MessageFate` */
  readonly fate: Uint8Array
  /** The operation that caused it, -1 for none. */
  readonly operation: Int32Array
  /** The longest time from sending to end, of those that ended: how far before a window its messages may begin. */
  readonly longestMicros: Micros
}

export interface FaultSpan {
  /** The fault's number. */
  readonly number: number
  readonly label: string
  readonly kind: string
  readonly from: Micros
  /** When it ended, or the end of the run. */
  readonly to: Micros
  /** Whom it struck, as far as the trace says; empty where it concerns the network or all. */
  readonly nodes: readonly EndpointId[]
}

/** What is worth a sign on a lane. */
export const MarkKind = {
  crash: 0,
  restart: 1,
  pause: 2,
  resume: 3,
  /** A node asks for votes. */
  candidate: 4,
  /** A node becomes leader. */
  leader: 5,
  /** A leader stops being one, while it runs. */
  stepDown: 6,
  conflict: 7,
  siblings: 8,
  repair: 9,
  hintStored: 10,
  hintDelivered: 11,
  hintDropped: 12,
  truncate: 13,
  lose: 14,
  discard: 15,
} as const
export type MarkKind = (typeof MarkKind)[keyof typeof MarkKind]

/** One column a field, in order of time. */
export interface Marks {
  readonly length: number
  readonly time: Float64Array
  /** `MarkKind` */
  readonly kind: Uint8Array
  readonly node: Int16Array
  /** The write that it concerns, -1 for none. */
  readonly operation: Int32Array
  /** How many events of the trace it stands for: those of one kind, node and time are one mark. */
  readonly count: Int32Array
  /** Position in the trace of the first. */
  readonly position: Int32Array
}
