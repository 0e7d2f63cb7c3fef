import type { DurableCell } from '../../node/durable.ts'
import type { NodeContext } from '../../node/context.ts'
import type { Message } from '../../network/message.ts'
import { type EndpointId, NO_ENDPOINT, type RoleName } from '../../trace/event.ts'
import {
  type ClientRequest,
  type ReadRequest,
  readReply,
  type StoredVersion,
  type WriteRequest,
  writeReply,
} from '../client.ts'
import type { Replica, ReplicaState } from '../model.ts'
import { type Ballot, nextOwnTerm, openBallot } from './ballot.ts'
import { Election } from './election.ts'
import { Following } from './following.ts'
import { inspectReplica } from './inspect.ts'
import { type Beginning, Leadership } from './leadership.ts'
import { ReplicatedLog } from './log.ts'
import {
  type AppendEntries,
  appendReject,
  leaseGrant,
  type PositionRequest,
  type Promote,
  positionReply,
  type SingleLeaderMessage,
  type VoteRequest,
} from './messages.ts'
import type { ReplicaParts } from './parts.ts'
import type { SingleLeaderSettings } from './settings.ts'
import { AppliedState } from './state.ts'

const NO_VERSIONS: readonly StoredVersion[] = []

/**
 * One replica of a single-leader cluster, in the role that it has at present.
 *
 * Invariants: (1) its term never decreases; (2) it leads a term only if that term was given to it alone: by a majority's votes, by the
 * controller, or as its own by hand; so a term has one leader at most.
 */
export class SingleLeaderReplica implements Replica {
  private readonly parts: ReplicaParts
  private readonly ballot: DurableCell<Ballot>
  private readonly election: Election | undefined
  private following: Following
  private leading: Leadership | undefined
  private isCandidate = false

  constructor(context: NodeContext, settings: SingleLeaderSettings) {
    const log = new ReplicatedLog(context, () => this.onDurable())
    this.ballot = openBallot(context)
    this.parts = { context, settings, log, state: new AppliedState(context.trace), ballot: this.ballot }
    this.following = new Following(this.parts)
    if (settings.failover.kind === 'vote') {
      this.election = new Election(this.parts, settings.failover.electionTimeout, {
        stand: () => this.becomeCandidate(),
        win: () => this.lead('takeover'),
      })
    }
  }

  get role(): RoleName {
    if (this.leading !== undefined) return 'leader'
    return this.isCandidate ? 'candidate' : 'follower'
  }

  start(): void {
    const { context } = this.parts
    if (context.isFirstStart) this.setUp()
    else if (this.ballot.value.leads && this.leadsAfterRestart()) this.lead('restart')
    else this.follow()
    if (this.leading === undefined) this.following.onDurable()
  }

  receive(from: EndpointId, message: Message): void {
    if (message.kind === 'write') this.receiveWrite(from, message as WriteRequest)
    else if (message.kind === 'read') this.receiveRead(from, message as ReadRequest)
    else this.receiveOwn(from, message as SingleLeaderMessage)
  }

  /** A person makes this replica the leader (failover `manual`). Nothing happens when it leads already. */
  promote(): void {
    const { context } = this.parts
    if (this.leading !== undefined) return
    const term = nextOwnTerm(this.ballot.value.term, context)
    this.ballot.set({ term, votedFor: context.id, leads: true })
    context.disk.sync(() => {
      if (this.ballot.value.term === term) this.lead('takeover')
    })
  }

  inspect(): ReplicaState {
    return inspectReplica(this.parts, this.role, this.knownLeader(), this.leading)
  }

  // Clients.

  private receiveWrite(client: EndpointId, request: WriteRequest): void {
    const { leading } = this
    if (leading === undefined) this.redirect(client, request)
    else if (!leading.holdsLease()) this.refuse(client, request)
    else leading.write(client, request)
  }

  private receiveRead(client: EndpointId, request: ReadRequest): void {
    const { leading } = this
    if (leading !== undefined) {
      if (leading.holdsLease() && leading.isReadable()) this.read(client, request)
      else this.refuse(client, request)
    } else if (this.parts.settings.reads === 'leader') this.redirect(client, request)
    else this.read(client, request)
  }

  private read(client: EndpointId, { operation, key }: ReadRequest): void {
    const { context, state } = this.parts
    const entry = state.read(key)
    const versions = entry === undefined ? NO_VERSIONS : entry.versions
    context.send(client, readReply(operation, versions, undefined, entry?.valueBytes ?? 0))
  }

  private redirect(client: EndpointId, request: ClientRequest): void {
    const { leader } = this.following
    if (leader === NO_ENDPOINT) this.refuse(client, request)
    else this.parts.context.send(client, writeReply(request.operation, 'redirect', leader))
  }

  private refuse(client: EndpointId, { operation }: ClientRequest): void {
    this.parts.context.send(client, writeReply(operation, 'refused'))
  }

  // Messages of the cluster.

  private receiveOwn(from: EndpointId, message: SingleLeaderMessage): void {
    if (message.kind === 'vote-request' && this.election?.isLoyal(this.isLeased())) return
    if (message.term > this.ballot.value.term) this.adopt(message.term)
    if (message.term < this.ballot.value.term) this.answerOutdated(from, message)
    else this.receiveOfThisTerm(from, message)
  }

  private receiveOfThisTerm(from: EndpointId, message: SingleLeaderMessage): void {
    switch (message.kind) {
      case 'append-reply':
        this.leading?.accepted(from, message)
        break
      case 'append-entries':
      case 'heartbeat':
        this.receiveEntries(from, message)
        break
      case 'append-reject':
        this.leading?.rejected(from, message)
        break
      case 'vote-request':
        this.election?.answer(from, message)
        break
      case 'vote-reply':
        this.election?.count(from, message)
        break
      case 'lease-grant':
        this.leading?.lease.granted(message.echo)
        break
      case 'position-request':
        this.tellPosition(from, message)
        break
      case 'promote':
        this.leadAsTold(message)
        break
    }
  }

  /** Tells the sender that its term is over; answers of an old term need no answer. */
  private answerOutdated(from: EndpointId, message: SingleLeaderMessage): void {
    const { context, log } = this.parts
    const { term } = this.ballot.value
    switch (message.kind) {
      case 'append-entries':
      case 'heartbeat':
        context.send(from, appendReject(term, log.length, log.lastTerm, message.sentAt))
        break
      case 'vote-request':
        this.election?.refuse(from)
        break
      case 'position-request':
        context.send(from, positionReply(term, log.lastTerm, log.length))
        break
    }
  }

  private receiveEntries(from: EndpointId, message: AppendEntries): void {
    if (this.isCandidate) this.changeRole(false)
    this.election?.heard()
    this.following.receive(from, message)
  }

  private tellPosition(from: EndpointId, { term }: PositionRequest): void {
    const { context, log } = this.parts
    if (this.leading !== undefined) return
    context.disk.sync(() => context.send(from, positionReply(term, log.lastTerm, log.length)))
  }
}
