import { HEADER_BYTES } from '../../network/message.ts'
import type { NodeContext } from '../../node/context.ts'
import { type Deadline, Deadlines } from '../../node/deadlines.ts'
import type { EndpointId } from '../../trace/event.ts'
import { KEY_BYTES, type WriteRequest, writeReply, writtenReply } from '../client.ts'
import { type Held, noteCarried } from './held.ts'
import type { Replicate, RequestToken, StoreHint } from './messages.ts'
import type { Replicas } from './replicas.ts'
import type { LeaderlessSettings } from './settings.ts'

/** A write that this node coordinates. */
class PendingWrite {
  readonly owner: Writes
  readonly client: EndpointId
  readonly request: WriteRequest
  readonly held: Held
  /** The replicas asked; bit i of `acked` is the i-th. */
  readonly targets: readonly EndpointId[]
  acked = 0
  acks = 0
  answered = false
  overdue: Deadline<PendingWrite> | undefined
  slow: Deadline<PendingWrite> | undefined

  constructor(
    owner: Writes,
    client: EndpointId,
    request: WriteRequest,
    held: Held,
    targets: readonly EndpointId[],
  ) {
    this.owner = owner
    this.client = client
    this.request = request
    this.held = held
    this.targets = targets
  }
}

/**
 * The coordinator's side of writes: sends the version to all N replicas, answers the client when W have it on disk.
 *
 * Invariants: (1) the client is told ok only after W different replicas, or stand-ins where the quorum is sloppy, have the version on disk; (2) it is answered
 * once; (3) acks for a write of an earlier life are ignored: their token is not owned by this life's object.
 */
export class Writes {
  private readonly context: NodeContext
  private readonly settings: LeaderlessSettings
  private readonly replicas: Replicas
  private readonly slow: Deadlines<PendingWrite>
  private readonly overdue: Deadlines<PendingWrite>

  constructor(context: NodeContext, settings: LeaderlessSettings, replicas: Replicas) {
    this.context = context
    this.settings = settings
    this.replicas = replicas
    this.slow = new Deadlines<PendingWrite>({
      time: context,
      delay: settings.suspectAfterMicros,
      expire: (write) => this.standIn(write),
    })
    this.overdue = new Deadlines<PendingWrite>({
      time: context,
      delay: settings.requestTimeoutMicros,
      expire: (write) => this.giveUp(write),
    })
  }

  /**
   * Sends a version to the key's replicas for a client.
   * @param isHere whether this node, one of them, has it on disk already
   */
  begin(client: EndpointId, request: WriteRequest, held: Held, isHere: boolean): void {
    const { key } = request
    const targets = this.replicas.of(key)
    const write = new PendingWrite(this, client, request, held, targets)
    write.overdue = this.overdue.add(write)
    write.slow = this.slow.add(write)
    const message: Replicate = {
      kind: 'replicate',
      operation: request.operation,
      bytes: HEADER_BYTES + KEY_BYTES + held.bytes,
      key,
      held,
      request: write,
    }
    for (let index = 0; index < targets.length; index++) {
      const target = targets[index]
      if (target !== this.context.id) this.sendVersion(target, message)
      else if (isHere) this.acknowledge(write, target)
      else this.keepHere(write)
    }
    if (this.replicas.suspicion.count > 0) this.standInForSuspects(write)
  }

  private sendVersion(to: EndpointId, message: Replicate | StoreHint): void {
    const { operation, held } = message
    this.context.send(to, message)
    if (held.versions.length > 1) noteCarried(this.context, held, operation)
  }

  /** A replica, or a stand-in for it, has the version on disk. */
  acknowledge(token: RequestToken, replica: EndpointId): void {
    if (!(token instanceof PendingWrite) || token.owner !== this) return
    const index = token.targets.indexOf(replica)
    const bit = 1 << index
    if (index < 0 || (token.acked & bit) !== 0) return
    token.acked |= bit
    token.acks++
    if (token.acks === token.targets.length) this.slow.cancel(token.slow!)
    if (token.acks >= this.settings.write && !token.answered) {
      token.answered = true
      this.overdue.cancel(token.overdue!)
      this.answer(token)
    }
  }

  private answer({ client, request, held }: PendingWrite): void {
    const { reconciliation } = this.replicas.store
    const known = reconciliation.writeContext(held, request.operation, request.context)
    this.context.send(client, writtenReply(request.operation, known))
  }

  private keepHere(write: PendingWrite): void {
    if (this.context.disk.isFull) return
    this.replicas.store.join(write.request.key, write.held)
    this.context.disk.sync(() => this.acknowledge(write, this.context.id))
  }

  private giveUp(write: PendingWrite): void {
    write.answered = true
    this.context.send(write.client, writeReply(write.request.operation, 'uncertain'))
  }

  /** The replicas that are late are suspected, and someone else keeps the version for them. */
  private standIn(write: PendingWrite): void {
    for (const target of this.missing(write)) this.replicas.suspicion.suspect(target)
    this.standInForSuspects(write)
  }

  private standInForSuspects(write: PendingWrite): void {
    if (!this.settings.hintedHandoff) return
    const { key } = write.request
    const standIns = this.replicas.standIns(key)
    for (const target of this.missing(write)) {
      if (!this.replicas.suspicion.isSuspect(target)) continue
      const keeper = this.settings.sloppyQuorum ? standIns.shift() : undefined
      if (keeper === undefined || keeper === this.context.id) this.keepHint(write, target)
      else this.sendVersion(keeper, toStoreHint(write, target))
    }
  }

  /** A hint of the coordinator's own counts towards W only where the coordinator stands in by a sloppy quorum. */
  private keepHint(write: PendingWrite, target: EndpointId): void {
    if (this.context.disk.isFull) return
    const { key } = write.request
    this.replicas.hints.add(target, key, write.held)
    const counts = this.settings.sloppyQuorum && !write.targets.includes(this.context.id)
    this.context.disk.sync(() => {
      if (counts) this.acknowledge(write, target)
    })
  }

  private missing(write: PendingWrite): EndpointId[] {
    return write.targets.filter((_, index) => (write.acked & (1 << index)) === 0)
  }
}

const toStoreHint = (write: PendingWrite, target: EndpointId): StoreHint => ({
  kind: 'store-hint',
  operation: write.request.operation,
  bytes: HEADER_BYTES + KEY_BYTES + write.held.bytes,
  key: write.request.key,
  held: write.held,
  target,
  request: write,
})
