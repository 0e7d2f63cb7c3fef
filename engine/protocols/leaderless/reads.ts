import { HEADER_BYTES } from '../../network/message.ts'
import type { NodeContext } from '../../node/context.ts'
import { type Deadline, Deadlines } from '../../node/deadlines.ts'
import { type EndpointId, type KeyId, NO_ENDPOINT, RepairCause } from '../../trace/event.ts'
import { KEY_BYTES, type ReadRequest, readReply, writeReply } from '../client.ts'
import { type Held, noteCarried } from './held.ts'
import type { Fetch, Repair, RequestToken } from './messages.ts'
import type { Replicas } from './replicas.ts'
import type { LeaderlessSettings } from './settings.ts'

/** A read that this node coordinates. */
class PendingRead {
  readonly owner: Reads
  readonly client: EndpointId
  readonly request: ReadRequest
  readonly targets: readonly EndpointId[]
  /** What each target holds; meaningful where `answered` has its bit. */
  readonly replies: (Held | undefined)[]
  answered = 0
  answers = 0
  joined: Held | undefined = undefined
  /** Whether two targets answered differently. */
  differs = false
  isReturned = false
  overdue: Deadline<PendingRead> | undefined
  slow: Deadline<PendingRead> | undefined

  constructor(
    owner: Reads,
    client: EndpointId,
    request: ReadRequest,
    targets: readonly EndpointId[],
  ) {
    this.owner = owner
    this.client = client
    this.request = request
    this.targets = targets
    this.replies = new Array(targets.length).fill(undefined)
  }
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
  private readonly slow: Deadlines<PendingRead>
  private readonly overdue: Deadlines<PendingRead>

  constructor(context: NodeContext, settings: LeaderlessSettings, replicas: Replicas) {
    this.context = context
    this.settings = settings
    this.replicas = replicas
    this.slow = new Deadlines<PendingRead>({
      time: context,
      delay: settings.suspectAfterMicros,
      expire: (read) => this.suspectMissing(read),
    })
    this.overdue = new Deadlines<PendingRead>({
      time: context,
      delay: settings.requestTimeoutMicros,
      expire: (read) => this.giveUp(read),
    })
  }

  begin(client: EndpointId, request: ReadRequest): void {
    const { key } = request
    const targets = this.replicas.of(key)
    const read = new PendingRead(this, client, request, targets)
    read.overdue = this.overdue.add(read)
    read.slow = this.slow.add(read)
    const message = toFetch(read, NO_ENDPOINT)
    for (let index = 0; index < targets.length; index++) {
      if (targets[index] !== this.context.id) this.context.send(targets[index], message)
    }
    if (targets.includes(this.context.id)) {
      this.collect(read, this.context.id, this.replicas.store.get(key))
    }
    if (this.replicas.suspicion.count > 0) this.askStandIns(read)
  }

  /** A replica, or a stand-in for it, told what it holds. */
  collect(token: RequestToken, replica: EndpointId, held: Held | undefined): void {
    if (!(token instanceof PendingRead) || token.owner !== this) return
    const read = token
    const index = read.targets.indexOf(replica)
    const bit = 1 << index
    if (index < 0 || (read.answered & bit) !== 0) return
    read.answered |= bit
    read.answers++
    read.replies[index] = held
    this.join(read, held)
    if (read.answers === this.settings.read && !read.isReturned) this.answer(read)
    if (read.answers === read.targets.length) this.close(read)
  }

  private join(read: PendingRead, held: Held | undefined): void {
    const before = read.joined
    if (held === before) return
    if (read.answers > 1) read.differs = true
    if (held === undefined) return
    read.joined = before ? this.replicas.store.reconciliation.join(before, held) : held
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
    this.overdue.cancel(read.overdue!)
    this.slow.cancel(read.slow!)
    if (this.settings.readRepair && read.differs) this.repair(read, read.joined!)
  }

  private repair(read: PendingRead, joined: Held): void {
    const { key, operation } = read.request
    const { store } = this.replicas
    for (const [index, replica] of read.targets.entries()) {
      if ((read.answered & (1 << index)) === 0) continue
      const held = read.replies[index]
      if (held !== undefined && store.reconciliation.join(held, joined) === held) continue
      this.context.trace.repair(replica, joined.versions[0].operation, key, RepairCause.read)
      if (replica === this.context.id) store.join(key, joined)
      else this.sendRepair(replica, toRepair(operation, key, joined))
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
    for (const target of this.missing(read)) this.replicas.suspicion.suspect(target)
    this.askStandIns(read)
  }

  private askStandIns(read: PendingRead): void {
    if (!this.settings.sloppyQuorum) return
    const { key } = read.request
    const standIns = this.replicas.standIns(key)
    for (const target of this.missing(read)) {
      if (!this.replicas.suspicion.isSuspect(target)) continue
      const keeper = standIns.shift()
      if (keeper === undefined) return
      if (keeper === this.context.id) this.collect(read, target, this.replicas.hints.get(key))
      else this.context.send(keeper, toFetch(read, target))
    }
  }

  private missing(read: PendingRead): EndpointId[] {
    return read.targets.filter((_, index) => (read.answered & (1 << index)) === 0)
  }
}

/** @param standsInFor -1 when the receiver is asked for itself */
const toFetch = (read: PendingRead, standsInFor: EndpointId): Fetch => ({
  kind: 'fetch',
  operation: read.request.operation,
  bytes: HEADER_BYTES + KEY_BYTES,
  standsInFor,
  key: read.request.key,
  request: read,
})

const toRepair = (operation: number, key: KeyId, held: Held): Repair => ({
  kind: 'repair',
  operation,
  bytes: HEADER_BYTES + KEY_BYTES + held.bytes,
  key,
  held,
})
