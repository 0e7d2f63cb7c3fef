import type { AnyMessage } from '../../network/message.ts'
import type { NodeContext } from '../../node/context.ts'
import type { EndpointId, RoleName } from '../../trace/event.ts'
import type { ClientRequest } from '../client.ts'
import type { Replica, ReplicaState } from '../model.ts'
import { QueuedState } from './apply.ts'
import { nextOwnTerm, openBallot } from './ballot.ts'
import { CommittedView } from './committed-view.ts'
import { Election } from './election.ts'
import { Following } from './following.ts'
import { inspectReplica } from './inspect.ts'
import { type Beginning, Leadership } from './leadership.ts'
import { ReplicatedLog } from './log.ts'
import {
  type AppendEntries,
  appendReject,
  Kind,
  type PositionRequest,
  positionReply,
  preVoteReply,
  type SingleLeaderMessage,
  voteReply,
} from './messages.ts'
import type { ReplicaParts } from './parts.ts'
import { serveAsFollower, serveAsLeader } from './requests.ts'
import type { SingleLeaderSettings } from './settings.ts'
import { AppliedState } from './state.ts'

/**
 * One replica of a single-leader cluster, in the role that it has at present.
 *
 * Invariants: (1) its term never decreases, unless its disk forgets it; (2) it leads a term only if that term was given to it alone: at
 * set-up, by a majority's votes, by the controller, or as its own by hand; so a term has one leader at most.
 */
export class SingleLeaderReplica implements Replica {
  private readonly parts: ReplicaParts
  private readonly election: Election | undefined
  private following: Following
  private leading: Leadership | undefined
  private isCandidate = false

  constructor(context: NodeContext, settings: SingleLeaderSettings) {
    const ballot = openBallot(context)
    const log = new ReplicatedLog(context, () => this.onDurable())
    const { applier } = settings
    const state =
      applier === undefined
        ? new AppliedState(context.trace)
        : new QueuedState(context, log, applier, () => this.onApplied())
    const view = new CommittedView(log)
    this.parts = { context, settings, ballot, log, state, view }
    this.following = this.createFollowing(false)
    if (settings.failover.kind === 'vote') {
      this.election = new Election(this.parts, settings.failover, {
        stand: () => this.becomeCandidate(),
        win: () => this.lead('takeover'),
      })
    }
  }

  start(): void {
    const { context, ballot } = this.parts
    this.following.restoreState()
    if (context.isFirstStart) this.setUp()
    else if (ballot.value.leads && this.resumesLead()) this.leadAgain()
    else this.follow()
  }

  receive(from: EndpointId, message: AnyMessage): void {
    if (typeof message.kind === 'string') {
      const request = message as ClientRequest
      if (this.leading !== undefined) serveAsLeader(this.parts, this.leading, from, request)
      else serveAsFollower(this.parts, this.following, from, request)
    } else this.receiveOwn(from, message as SingleLeaderMessage)
  }

  /**
   * A person makes this replica the leader. Failover `manual` (and `none`): it leads at once, in a term of its own. `vote`: it stands for
   * election at once. `most-up-to-date`: nothing happens, only the controller appoints. Nothing happens when it leads already.
   */
  promote(): void {
    const { failover } = this.parts.settings
    if (this.leading !== undefined || failover.kind === 'most-up-to-date') return
    if (this.election !== undefined) this.election.stand()
    else this.leadByHand()
  }

  inspect(): ReplicaState {
    const leader = this.leading === undefined ? this.following.leader : this.parts.context.id
    return inspectReplica(this.parts, this.role, leader, this.leading)
  }

  // Roles.

  private get role(): RoleName {
    if (this.leading !== undefined) return this.leading.isFenced ? 'fenced' : 'leader'
    if (this.following.isDiverged) return 'diverged'
    return this.isCandidate ? 'candidate' : 'follower'
  }

  private setUp(): void {
    const { context } = this.parts
    const [first] = context.replicas
    if (context.id === first) this.lead('set-up')
    else {
      this.follow()
      this.following.leader = first
    }
  }

  /** Where nobody else can have been elected, a restarted leader goes on. */
  private resumesLead(): boolean {
    const { kind } = this.parts.settings.failover
    return kind === 'none' || kind === 'manual'
  }

  /** Followers may have what the crash took back: then a new term tells their entries from those that take their places. */
  private leadAgain(): void {
    const { settings, context } = this.parts
    if (settings.durability === 'received' || context.disk.hasForgotten) this.leadByHand()
    else this.lead('restart')
  }

  private lead(beginning: Beginning, inSync?: readonly EndpointId[]): void {
    this.isCandidate = false
    this.following.isDiverged = false
    this.leading = new Leadership(this.parts, beginning, inSync)
    this.election?.lead()
    this.noteRole()
    this.leading.start()
  }

  /** Follows whoever leads the present term. */
  private follow(): void {
    this.leading?.stop()
    this.leading = undefined
    this.isCandidate = false
    this.following = this.createFollowing(this.following.isDiverged)
    this.election?.follow()
    this.noteRole()
  }

  private createFollowing(isDiverged: boolean): Following {
    return new Following(this.parts, isDiverged, () => this.noteRole())
  }

  private becomeCandidate(): void {
    this.isCandidate = true
    this.following = this.createFollowing(this.following.isDiverged)
    this.noteRole()
  }

  private noteRole(): void {
    this.parts.context.trace.role(this.role, this.parts.ballot.value.term)
  }

  private leadByHand(): void {
    const { context, ballot } = this.parts
    const term = nextOwnTerm(ballot.value.term, context)
    ballot.set({ term, votedFor: context.id, leads: true })
    this.follow()
    context.disk.sync(() => {
      if (ballot.value.term === term && this.leading === undefined) this.lead('takeover')
    })
  }

  // Messages of the cluster.

  private onDurable(): void {
    if (this.leading !== undefined) this.leading.onDurable()
    else this.following.onDurable()
  }

  private onApplied(): void {
    if (this.leading === undefined) this.following.onApplied()
  }

  private receiveOwn(from: EndpointId, message: SingleLeaderMessage): void {
    const { ballot } = this.parts
    if (message.kind === Kind.voteRequest && this.isLoyal()) return
    if (message.term > ballot.value.term) {
      if (this.leading !== undefined && this.parts.settings.stepsDown === false) return
      this.adopt(message.term)
    }
    if (message.term < ballot.value.term) this.answerOutdated(from, message)
    else this.receiveOfThisTerm(from, message)
  }

  /** Whether a leader holds a lease from this replica, so that it may not help to make another. */
  private isLoyal(): boolean {
    if (this.leading?.holdsLease()) return this.parts.settings.fencing
    return this.election?.isLoyal() ?? false
  }

  private adopt(term: number): void {
    this.parts.ballot.set({ term, votedFor: -1, leads: false })
    this.follow()
  }

  private receiveOfThisTerm(from: EndpointId, message: SingleLeaderMessage): void {
    switch (message.kind) {
      case Kind.appendReply:
        this.leading?.accepted(from, message)
        break
      case Kind.appendEntries:
      case Kind.heartbeat:
        this.receiveEntries(from, message)
        break
      case Kind.appendReject:
        this.leading?.rejected(from, message)
        break
      case Kind.voteRequest:
        this.election?.answer(from, message)
        break
      case Kind.voteReply:
        this.election?.count(from, message)
        break
      case Kind.preVoteRequest:
        this.election?.answerCanvass(from, message)
        break
      case Kind.preVoteReply:
        this.election?.canvass.count(from, message)
        break
      case Kind.leaseGrant:
        this.leading?.granted(message)
        break
      case Kind.positionRequest:
        this.tellPosition(from, message)
        break
      case Kind.promote:
        if (this.leading === undefined) this.lead('takeover', message.inSync)
        break
      case Kind.inSyncAgreed:
        this.leading?.agreed(message)
        break
    }
  }

  /** Tells the sender that its term is over; answers of an old term need no answer. */
  private answerOutdated(from: EndpointId, message: SingleLeaderMessage): void {
    const { context, log, ballot } = this.parts
    const { term } = ballot.value
    switch (message.kind) {
      case Kind.appendEntries:
      case Kind.heartbeat:
        context.send(from, appendReject(term, log.length, log.lastTerm, message.sentAt))
        break
      case Kind.voteRequest:
        context.send(from, voteReply(term, false))
        break
      case Kind.preVoteRequest:
        context.send(from, preVoteReply(term, false))
        break
      case Kind.positionRequest:
        context.send(from, positionReply(term, log.lastTerm, log.length))
        break
    }
  }

  private receiveEntries(from: EndpointId, message: AppendEntries): void {
    this.election?.heard()
    if (this.isCandidate) {
      this.isCandidate = false
      this.noteRole()
    }
    this.following.receive(from, message)
  }

  /** The position counts once it is durable, with the term that shuts out the leader before. */
  private tellPosition(from: EndpointId, { term }: PositionRequest): void {
    const { context, log } = this.parts
    if (this.leading !== undefined || this.following.isDiverged) return
    context.disk.sync(() => context.send(from, positionReply(term, log.lastTerm, log.length)))
  }
}
