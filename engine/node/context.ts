import type { Micros } from '../core/clock.ts'
import type { EventHandle } from '../core/queue.ts'
import type { Random } from '../core/random.ts'
import type { AnyMessage } from '../network/message.ts'
import type {
  EndpointId,
  HintStep,
  KeyId,
  OperationId,
  RepairCause,
  RoleName,
} from '../trace/event.ts'
import type { Disk } from './disk.ts'

/** Everything that a replica may see and do. Its own fields are volatile: they are gone with a crash. */
export interface NodeContext {
  readonly id: EndpointId
  /** All replicas of the run, this one included, ascending. */
  readonly replicas: readonly EndpointId[]
  /** The run's controller, when the scenario has one. */
  readonly controller: EndpointId | undefined
  /** Whether the cluster is being set up, so that an empty disk is as it should be; false at every restart, also after a wipe. */
  readonly isFirstStart: boolean
  readonly random: Random
  readonly disk: Disk
  readonly trace: NodeTrace
  /** The node's wall clock, which may be wrong and may jump: for stamps, not for how long something takes. */
  clock(): Micros
  /** The node's clock for how long something takes: never goes back, and may run too fast or too slowly. Means nothing to other nodes. */
  monotonicClock(): Micros
  send(to: EndpointId, message: AnyMessage): void
  /** Calls back after a time by the node's monotonic clock, unless the node crashes first; a paused node gets it when it resumes. */
  after(delay: Micros, callback: () => void): EventHandle
  cancel(timer: EventHandle): void
}

/** What a replica tells the trace; each method is one event kind of `EventKind`. */
export interface NodeTrace {
  role(role: RoleName, term: number): void
  append(operation: OperationId, key: KeyId, offset: number, term: number): void
  truncate(operation: OperationId, key: KeyId, offset: number, term: number): void
  commit(offset: number): void
  store(operation: OperationId, key: KeyId, stamp: number): void
  lose(operation: OperationId, key: KeyId): void
  discard(operation: OperationId, key: KeyId, winner: OperationId): void
  conflict(operation: OperationId, key: KeyId, other: OperationId): void
  siblings(key: KeyId, count: number): void
  /** To be called right after a message is sent, for each write that it carries besides the operation that it names. */
  carry(operation: OperationId): void
  hint(target: EndpointId, operation: OperationId, key: KeyId, step: HintStep): void
  repair(target: EndpointId, operation: OperationId, key: KeyId, cause: RepairCause): void
}
