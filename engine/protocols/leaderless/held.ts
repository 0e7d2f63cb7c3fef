import type { NodeContext } from '../../node/context.ts'
import type { EndpointId, OperationId } from '../../trace/event.ts'
import type { StoredVersion, WriteRequest } from '../client.ts'

/**
 * Everything that a replica holds of one key. Immutable, and shared by replicas and messages.
 *
 * Invariant: (1) there is at least one version: a version goes only where another one supersedes it or wins over it.
 */
export interface Held {
  /** What a read finds. */
  readonly versions: readonly StoredVersion[]
  /** Size of all values on the wire. */
  readonly bytes: number
  /** Of the newest version; shown in the trace. */
  readonly stamp: number
}

/** After a message is sent: tells the trace which writes it carries besides `named`, the operation that it names. */
export function noteCarried({ trace }: NodeContext, held: Held, named: OperationId): void {
  for (const { operation } of held.versions) if (operation !== named) trace.carry(operation)
}

/**
 * How versions of a key are told apart and joined. `join` is commutative, associative and idempotent, so that replicas which have
 * seen the same writes hold the same, in whatever order they came.
 */
export interface Reconciliation<Kept extends Held> {
  /** Whether the coordinator of a write must itself hold the key: it names the write by a counter of its own. */
  readonly coordinatorHoldsKey: boolean
  /**
   * What a client's write makes of a key.
   * @param stamp the coordinator's clock, later than any it has used
   * @param current what the coordinator holds
   */
  create(request: WriteRequest, writer: Writer, stamp: number, current: Kept | undefined): Kept
  /** Gives `current` itself when `arriving` adds nothing to it. */
  join(current: Kept, arriving: Kept): Kept
  /** What a client hands back with a write that builds on having read this. */
  readContext(held: Kept | undefined): unknown
  /** What a client knows that wrote `operation`, now part of `held`, with this context: no more than it had read, and its own write. */
  writeContext(held: Kept, operation: OperationId, context: unknown): unknown
  /** Equal for equal contents, for Merkle trees. */
  hash(held: Kept): number
  /**
   * The write that resolution dropped when `arriving` met `current` and `joined` came of it; NO_OPERATION for none. A version that its successor may have known of
   * is superseded, not dropped; where the model cannot tell, one that may have been concurrent counts as dropped.
   */
  dropped(current: Kept, arriving: Kept, joined: Kept): OperationId
}

/** Who coordinates writes: the same for all of one life of a node. */
export interface Writer {
  readonly coordinator: EndpointId
  /** Names the coordinator's disk: another one after a wipe, so that no two writes get one name. */
  readonly origin: number
}
