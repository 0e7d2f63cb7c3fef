import type { Micros } from '../../core/clock.ts'
import type { EventHandle } from '../../core/queue.ts'
import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'
import { Canvass } from './canvass.ts'
import {
  type PreVoteRequest,
  type VoteReply,
  type VoteRequest,
  voteReply,
  voteRequest,
} from './messages.ts'
import type { ReplicaParts } from './parts.ts'
import { type Failover, majorityOf, type TimeRange } from './settings.ts'

interface ElectionHooks {
  /** The replica stands in a new term, its vote being its own. */
  readonly stand: () => void
  /** A majority voted for it. */
  readonly win: () => void
}

/**
 * A replica's part in elections by vote (Raft): it stands when it has heard nothing for a random time, and votes once a term for a candidate whose log
 * is at least as advanced as its own.
 *
 * With fencing it also ignores candidates for the shortest election timeout after it heard from a leader: that is the leader's lease.
 * Source: Ongaro and Ousterhout (2014), section 5.2 and 5.4.1; Ongaro, "Consensus: Bridging Theory and Practice" (2014), 4.2.3 and 6.4.1.
 *
 * Invariants: (1) a vote is durable before it is told; (2) one vote a term.
 */
export class Election {
  readonly canvass: Canvass
  private readonly parts: ReplicaParts
  private readonly timeout: TimeRange
  private readonly asksFirst: boolean
  private readonly hooks: ElectionHooks
  /** From when its patience counts. */
  private since: Micros
  private patience: Micros
  /** When it last heard from a leader; at a start it may have been just before. */
  private heardAt: Micros
  private isCandidate = false
  /** Undefined while it leads. */
  private timer: EventHandle | undefined
  private voters = new Set<EndpointId>()

  constructor(
    parts: ReplicaParts,
    { electionTimeout, preVote = false }: Extract<Failover, { readonly kind: 'vote' }>,
    hooks: ElectionHooks,
  ) {
    const now = parts.context.monotonicClock()
    this.parts = parts
    this.canvass = new Canvass(parts, () => this.stand())
    this.timeout = electionTimeout
    this.asksFirst = preVote
    this.hooks = hooks
    this.since = now
    this.heardAt = now
    this.patience = this.drawPatience()
  }

  /** It follows: a leader that was starts to wait; for all others the time runs on, whoever raised the term. */
  follow(): void {
    this.isCandidate = false
    if (this.timer === undefined) this.waitAnew()
  }

  /** It leads: nothing to wait for. */
  lead(): void {
    this.isCandidate = false
    this.canvass.end()
    this.stopWaiting()
  }

  /** A message of the present leader arrived. */
  heard(): void {
    this.isCandidate = false
    this.canvass.end()
    this.heardAt = this.parts.context.monotonicClock()
    this.since = this.heardAt
  }

  /** Whether it has promised a leader, by answering it, not to vote yet. */
  isLoyal(): boolean {
    const silence = this.parts.context.monotonicClock() - this.heardAt
    return this.parts.settings.fencing && silence < this.timeout.from
  }

  /** Says whether it would vote: not while it leads, or has heard from a leader within the shortest election timeout. */
  answerCanvass(from: EndpointId, request: PreVoteRequest): void {
    const silence = this.parts.context.monotonicClock() - this.heardAt
    const hearsLeader = this.timer === undefined || silence < this.timeout.from
    this.canvass.answer(from, request, hearsLeader)
  }

  /** Votes; the request is of the present term. */
  answer(from: EndpointId, request: VoteRequest): void {
    const { context, ballot, log } = this.parts
    const { term, votedFor } = ballot.value
    const isFree = votedFor === NO_ENDPOINT || votedFor === from
    if (!isFree || !log.isMatchedBy(request.lastTerm, request.length)) {
      context.send(from, voteReply(term, false))
      return
    }
    if (votedFor === NO_ENDPOINT) ballot.set({ term, votedFor: from, leads: false })
    this.waitAnew()
    context.disk.sync(() => context.send(from, voteReply(term, true)))
  }

  /** Counts a vote; the reply is of the present term. */
  count(from: EndpointId, reply: VoteReply): void {
    if (!this.isCandidate || !reply.granted) return
    this.voters.add(from)
    this.winIfElected()
  }

  /** Takes a new term and asks for votes. */
  stand(): void {
    const { context, ballot, log } = this.parts
    const term = ballot.value.term + 1
    ballot.set({ term, votedFor: context.id, leads: false })
    this.hooks.stand()
    this.isCandidate = true
    this.voters = new Set()
    this.waitAnew()
    context.disk.sync(() => {
      if (!this.isCandidate || ballot.value.term !== term) return
      const request = voteRequest(term, log.lastTerm, log.length)
      for (const id of context.replicas) if (id !== context.id) context.send(id, request)
      this.voters.add(context.id)
      this.winIfElected()
    })
  }

  private winIfElected(): void {
    if (this.voters.size < majorityOf(this.parts.settings.replicas)) return
    this.isCandidate = false
    this.hooks.win()
  }

  private waitAnew(): void {
    this.stopWaiting()
    this.since = this.parts.context.monotonicClock()
    this.patience = this.drawPatience()
    this.arm()
  }

  private stopWaiting(): void {
    if (this.timer !== undefined) this.parts.context.cancel(this.timer)
    this.timer = undefined
  }

  /** One pending event: when it fires too early, because something was heard, it is set again for the rest. */
  private arm(): void {
    const { context } = this.parts
    const wait = this.since + this.patience - context.monotonicClock()
    const timer = context.after(wait, () => {
      if (this.timer === timer) this.wake()
    })
    this.timer = timer
  }

  private wake(): void {
    if (this.parts.context.monotonicClock() < this.since + this.patience) this.arm()
    else if (this.asksFirst) this.ask()
    else this.stand()
  }

  /** Asks again when its patience is over once more. */
  private ask(): void {
    this.waitAnew()
    this.canvass.begin()
  }

  private drawPatience(): Micros {
    const { from, to } = this.timeout
    return from + this.parts.context.random.below(to - from + 1)
  }
}
