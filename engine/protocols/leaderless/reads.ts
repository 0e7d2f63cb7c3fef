import type { NodeContext } from '../../node/context.ts'
import type { Deadlines } from '../../node/deadlines.ts'
import { type EndpointId, NO_ENDPOINT, RepairCause } from '../../trace/event.ts'
import { type ReadRequest, readReply, writeReply } from '../client.ts'
import {
  type Coordinated,
  deadlinesOf,
  hasAnswered,
  isComplete,
  missing,
  noteAnswer,
} from './coordinated.ts'
import { type Held, noteCarried } from './held.ts'
import { fetch, type Repair, type RequestToken, repair } from './messages.ts'
import type { Replicas } from './replicas.ts'
import type { LeaderlessSettings } from './settings.ts'

/** A read that this node coordinates. */
interface PendingRead extends Coordinated {
  readonly request: ReadRequest
  joined: Held | undefined
  /** What each target holds, once two have answered differently; undefined while all hold `joined`. */
  replies: (Held | undefined)[] | undefined
}

/**
 * The coordinator's side of reads: asks all N replicas, answers with the join of the first R replies, repairs when the rest has come.
 *
 * Invariants: (1) the client gets the join of exactly the first R replies; (2) it is answered once; (3) repair sends only what the receiver was seen
 * to lack, and never waits for anything.
 */
export class Reads {
  private readonly context: NodeContext
  private readonly settings: LeaderlessSettings
  private readonly replicas: Replicas
  private readonly deadlines: Deadlines<PendingRead>

  constructor(context: NodeContext, settings: LeaderlessSettings, replicas: Replicas) {
    this.context = context
    this.settings = settings
    this.replicas = replicas
    this.deadlines = deadlinesOf<PendingRead>(context, settings, {
      slow: (read) => this.suspectMissing(read),
      overdue: (read) => this.giveUp(read),
    })
  }

  begin(client: EndpointId, request: ReadRequest): void {
    const { key, operation } = request
    const { context } = this
    const targets = this.replicas.of(key)
    const read = this.pend(client, request, targets)
    this.deadlines.add(read)
    const message = fetch(operation, key, NO_ENDPOINT, read)
    let isHere = false
    for (let index = 0; index < targets.length; index++) {
      const target = targets[index]
      if (target === context.id) isHere = true
      else context.send(target, message)
    }
    if (isHere) this.collect(read, context.id, this.replicas.store.get(key))
    if (this.replicas.suspicion.count > 0) this.askStandIns(read)
  }

  private pend(
    client: EndpointId,
    request: ReadRequest,
    targets: readonly EndpointId[],
  ): PendingRead {
    // First what every answer looks at: it shares a line of the processor's cache.
    return {
      owner: this,
      targets,
      answered: 0,
      answers: 0,
      joined: undefined,
      replies: undefined,
      isReturned: false,
      client,
      request,
      since: 0,
      before: undefined,
      after: undefined,
      waits: false,
    }
  }

  /** A replica, or a stand-in for it, told what it holds. */
  collect(token: RequestToken, replica: EndpointId, held: Held | undefined): void {
    const read = token as PendingRead
    if (read.owner !== this) return
    const index = noteAnswer(read, replica)
    if (index < 0) return
    if (read.replies !== undefined) read.replies[index] = held
    else if (held !== read.joined && read.answers > 1) this.tellApart(read, index, held)
    if (held !== read.joined && held !== undefined) this.join(read, held)
    if (read.answers === this.settings.read && !read.isReturned) this.answer(read)
    if (isComplete(read)) this.close(read)
  }

  /** The first answer that differs: all before it were what is joined. */
  private tellApart(read: PendingRead, index: number, held: Held | undefined): void {
    const { targets, joined } = read
    read.replies = targets.map((_, at) => (hasAnswered(read, at) ? joined : undefined))
    read.replies[index] = held
  }

  private join(read: PendingRead, held: Held): void {
    const { joined } = read
    read.joined = joined ? this.replicas.store.reconciliation.join(joined, held) : held
  }

  private answer(read: PendingRead): void {
    read.isReturned = true
    const { joined } = read
    const context = this.replicas.store.reconciliation.readContext(joined)
    const { operation } = read.request
    const reply = joined
      ? readReply(operation, joined.versions, context, joined.bytes / joined.versions.length)
      : readReply(operation, [], context, 0)
    this.context.send(read.client, reply)
  }

  /** No more answers are awaited: those who answered with less get what they lack. */
  private close(read: PendingRead): void {
    this.deadlines.cancel(read)
    if (read.replies !== undefined && this.settings.readRepair) {
      this.repair(read, read.replies, read.joined!)
    }
  }

  private repair(read: PendingRead, replies: readonly (Held | undefined)[], joined: Held): void {
    const { key, operation } = read.request
    const { store } = this.replicas
    for (const [index, replica] of read.targets.entries()) {
      if (!hasAnswered(read, index)) continue
      const held = replies[index]
      if (held !== undefined && store.reconciliation.join(held, joined) === held) continue
      this.context.trace.repair(replica, joined.versions[0].operation, key, RepairCause.read)
      if (replica === this.context.id) store.join(key, joined)
      else this.sendRepair(replica, repair(operation, key, joined))
    }
  }

  private sendRepair(replica: EndpointId, message: Repair): void {
    this.context.send(replica, message)
    noteCarried(this.context, message.held, message.operation)
  }

  private giveUp(read: PendingRead): void {
    if (!read.isReturned) {
      read.isReturned = true
      this.context.send(read.client, writeReply(read.request.operation, 'refused'))
    }
    this.close(read)
  }

  private suspectMissing(read: PendingRead): void {
    for (const target of missing(read)) this.replicas.suspicion.suspect(target)
    this.askStandIns(read)
  }

  private askStandIns(read: PendingRead): void {
    if (!this.settings.sloppyQuorum) return
    const { key } = read.request
    const standIns = this.replicas.standIns(key)
    for (const target of missing(read)) {
      if (!this.replicas.suspicion.isSuspect(target)) continue
      const keeper = standIns.shift()
      if (keeper === undefined) return
      if (keeper === this.context.id) this.collect(read, target, this.replicas.hints.get(key))
      else this.context.send(keeper, fetch(read.request.operation, key, target, read))
    }
  }
}
