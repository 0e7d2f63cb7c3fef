import type { NodeContext } from '../../node/context.ts'
import type { Deadlines } from '../../node/deadlines.ts'
import type { EndpointId } from '../../trace/event.ts'
import { type WriteRequest, writeReply, writtenReply } from '../client.ts'
import { type Coordinated, deadlinesOf, isComplete, missing, noteAnswer } from './coordinated.ts'
import { type Held, noteCarried } from './held.ts'
import {
  type Replicate,
  type RequestToken,
  replicate,
  type StoreHint,
  storeHint,
} from './messages.ts'
import type { Replicas } from './replicas.ts'
import type { LeaderlessSettings } from './settings.ts'

/** A write that this node coordinates. */
interface PendingWrite extends Coordinated {
  readonly request: WriteRequest
  readonly held: Held
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
  private readonly deadlines: Deadlines<PendingWrite>

  constructor(context: NodeContext, settings: LeaderlessSettings, replicas: Replicas) {
    this.context = context
    this.settings = settings
    this.replicas = replicas
    this.deadlines = deadlinesOf<PendingWrite>(context, settings, {
      slow: (write) => this.standIn(write),
      overdue: (write) => this.giveUp(write),
    })
  }

  /**
   * Sends a version to the key's replicas for a client.
   * @param isHere whether this node, one of them, has it on disk already
   */
  begin(client: EndpointId, request: WriteRequest, held: Held, isHere: boolean): void {
    const { key } = request
    const targets = this.replicas.of(key)
    const write = this.pend(client, request, held, targets)
    this.deadlines.add(write)
    const message = replicate(request.operation, key, held, write)
    for (let index = 0; index < targets.length; index++) {
      const target = targets[index]
      if (target !== this.context.id) this.sendVersion(target, message)
      else if (isHere) this.acknowledge(write, target)
      else this.keepHere(write)
    }
    if (this.replicas.suspicion.count > 0) this.standInForSuspects(write)
  }

  private pend(
    client: EndpointId,
    request: WriteRequest,
    held: Held,
    targets: readonly EndpointId[],
  ): PendingWrite {
    // First what every answer looks at: it shares a line of the processor's cache.
    return {
      owner: this,
      targets,
      answered: 0,
      answers: 0,
      isReturned: false,
      client,
      request,
      held,
      since: 0,
      before: undefined,
      after: undefined,
      waits: false,
    }
  }

  private sendVersion(to: EndpointId, message: Replicate | StoreHint): void {
    const { operation, held } = message
    this.context.send(to, message)
    if (held.versions.length > 1) noteCarried(this.context, held, operation)
  }

  /** A replica, or a stand-in for it, has the version on disk. */
  acknowledge(token: RequestToken, replica: EndpointId): void {
    const write = token as PendingWrite
    if (write.owner !== this || noteAnswer(write, replica) < 0) return
    if (isComplete(write)) this.deadlines.cancel(write)
    if (write.answers >= this.settings.write && !write.isReturned) this.answer(write)
  }

  private answer(write: PendingWrite): void {
    const { client, request, held } = write
    write.isReturned = true
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
    if (write.isReturned) return
    write.isReturned = true
    this.context.send(write.client, writeReply(write.request.operation, 'uncertain'))
  }

  /** The replicas that are late are suspected, and someone else keeps the version for them. */
  private standIn(write: PendingWrite): void {
    for (const target of missing(write)) this.replicas.suspicion.suspect(target)
    this.standInForSuspects(write)
  }

  private standInForSuspects(write: PendingWrite): void {
    if (!this.settings.hintedHandoff) return
    const { key } = write.request
    const standIns = this.replicas.standIns(key)
    for (const target of missing(write)) {
      if (!this.replicas.suspicion.isSuspect(target)) continue
      const keeper = this.settings.sloppyQuorum ? standIns.shift() : undefined
      if (keeper === undefined || keeper === this.context.id) this.keepHint(write, target)
      else
        this.sendVersion(keeper, storeHint(write.request.operation, key, write.held, target, write))
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
}
