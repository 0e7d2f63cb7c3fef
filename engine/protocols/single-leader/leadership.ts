import type { Micros } from '../../core/clock.ts'
import type { Random } from '../../core/random.ts'
import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'
import { type ReadRequest, type WriteRequest, writeReply } from '../client.ts'
import { type CommitRule, ownLength } from './acknowledgement.ts'
import { createCommitRule } from './commit-rules.ts'
import { ConfirmedReads } from './confirmed-reads.ts'
import { KnownOperations } from './known.ts'
import { createLease, type Lease } from './lease.ts'
import { type Entry, openingEntry, writeEntry } from './log.ts'
import {
  type AppendEntries,
  type AppendReject,
  type AppendReply,
  appendEntries,
  type InSyncAgreed,
  type LeaseGrant,
  leaderAlive,
} from './messages.ts'
import type { ReplicaParts } from './parts.ts'
import { answeredByAtLeast, Progress } from './progress.ts'
import { refuse, serveRead } from './replies.ts'
import { majorityOf, visibleAt } from './settings.ts'
import type { Stage } from './stage.ts'
import { WaitingClients } from './waiting.ts'

/** Heartbeats without an answer after which a follower is taken for gone. */
const SILENT_HEARTBEATS = 10

/** How a replica came to lead. */
export type Beginning =
  /** At the set-up of the cluster: nothing has happened before, and all know it. */
  | 'set-up'
  /** The same replica led this term before it was restarted. */
  | 'restart'
  /** A new term. */
  | 'takeover'

/**
 * A replica's time as leader of one term: takes writes, sends them to the followers, decides what is committed, answers the clients.
 *
 * Invariants: (1) it sends only entries that count as its own: durable in its log unless the settings are content with received; (2) it commits by its rule only, and never backwards;
 * (3) it takes writes only while it holds its lease.
 */
export class Leadership {
  readonly term: number
  readonly followers: readonly Progress[]
  readonly rule: CommitRule
  readonly lease: Lease
  /** Whether it has no lease: not yet, or not any more. */
  isFenced = false
  private readonly parts: ReplicaParts
  /** By endpoint. */
  private readonly progress: (Progress | undefined)[] = []
  private readonly waiting: WaitingClients
  private readonly confirmed: ConfirmedReads
  private readonly known: KnownOperations | undefined
  private readonly beginning: Beginning
  private readonly answersAt: Stage
  private readonly visibleAt: Stage
  /** Whether something happens to a write as soon as it is received. */
  private readonly isEager: boolean
  /** Draws which writes are long transactions; undefined where none is. */
  private readonly longWrites: Random | undefined
  /** Reads wait until this much is committed: all that may have been committed before. */
  private readableFrom = 0
  private servesUntil: Micros = Number.NEGATIVE_INFINITY
  /** Whether an event is pending for when the lease runs out. */
  private isLeaseWatched = true
  private isOver = false

  /** @param inSync who keeps up, as far as somebody knows */
  constructor(parts: ReplicaParts, beginning: Beginning, inSync?: readonly EndpointId[]) {
    const { context, settings, log, ballot } = parts
    const now = context.monotonicClock()
    const answeredAt = beginning === 'set-up' ? now : Number.NEGATIVE_INFINITY
    this.parts = parts
    this.beginning = beginning
    this.answersAt = settings.answers ?? 'committed'
    this.visibleAt = visibleAt(settings)
    this.isEager = [this.answersAt, this.visibleAt, settings.durability].includes('received')
    this.term = ballot.value.term
    this.followers = context.replicas
      .filter((id) => id !== context.id)
      .map((id) => new Progress(id, log.length, now, answeredAt, beginning === 'set-up'))
    for (const id of context.replicas) this.progress[id] = undefined
    for (const follower of this.followers) this.progress[follower.follower] = follower
    this.rule = createCommitRule({
      parts,
      term: this.term,
      followers: this.followers,
      // Where nobody remembers who kept up, all are waited for until they have had their time.
      members:
        beginning === 'set-up' || context.controller === undefined ? undefined : (inSync ?? []),
      onChanged: () => this.ruleChanged(),
    })
    this.lease = createLease(settings, this.followers, answeredAt)
    parts.state.ownTerm = this.term
    this.longWrites =
      (settings.applier?.longShare ?? 0) > 0 ? context.random.fork('long') : undefined
    this.inheritLog()
    this.waiting = new WaitingClients(context, log, this.answersAt)
    this.confirmed = this.createConfirmedReads()
    this.known = settings.idempotent ? new KnownOperations(log) : undefined
  }

  start(): void {
    const { log, settings } = this.parts
    this.watchLease()
    this.tick()
    if (this.beginning === 'set-up') return
    if (log.lastTerm !== this.term) this.openTerm()
    if (settings.replication.kind === 'majority') this.readableFrom = log.length
  }

  /** Whether it may serve clients now. */
  holdsLease(): boolean {
    const now = this.parts.context.monotonicClock()
    if (now < this.servesUntil) return true
    this.servesUntil = this.lease.until()
    return now < this.servesUntil
  }

  /** Whether a write may begin: one that is answered before it is committed may in any case. */
  accepts({ level = this.answersAt }: WriteRequest): boolean {
    return level !== 'committed' || this.rule.accepts()
  }

  /** A read that must show all that was done before it came. */
  confirm(client: EndpointId, request: ReadRequest): void {
    this.confirmed.add(client, request)
  }

  /** Whether its state holds all that was committed before its term. */
  isReadable(): boolean {
    return this.parts.log.committed >= this.readableFrom
  }

  write(client: EndpointId, request: WriteRequest): void {
    const { log } = this.parts
    if (this.known !== undefined) {
      if (this.known.has(request.operation)) {
        this.recognise(client, request)
        return
      }
      this.known.add(request.operation)
    }
    this.waiting.add(client, request.level)
    this.rule.waits(log.length)
    log.append(writeEntry(this.term, request, this.drawLong()))
    if (this.isEager || request.level === 'received') this.progressed()
    log.sync()
  }

  private drawLong(): boolean {
    return this.longWrites?.chance(this.parts.settings.applier!.longShare) ?? false
  }

  /** More of the log is durable. */
  onDurable(): void {
    this.progressed()
  }

  /** More of the log has been received, or is durable: to be shown, committed, answered, sent. */
  private progressed(): void {
    const { state, log } = this.parts
    state.advance(log, log.lengthAt(this.visibleAt))
    this.waiting.release()
    this.commit()
    this.stream()
  }

  accepted(from: EndpointId, reply: AppendReply): void {
    const { context, settings } = this.parts
    const progress = this.progress[from]!
    const streamFrom = ownLength(this.parts) - settings.maxBatch
    progress.accepted(reply, context.monotonicClock(), streamFrom)
    this.noteLease()
    this.rule.answered(progress)
    this.confirmed.answered()
    this.commit()
    this.send(progress, undefined)
  }

  rejected(from: EndpointId, reply: AppendReject): void {
    const { context, log } = this.parts
    const progress = this.progress[from]!
    progress.rejected(reply, context.monotonicClock(), log, ownLength(this.parts))
    this.noteLease()
    this.send(progress, undefined)
  }

  /** The controller has answered a message that was sent at this time. */
  granted({ echo, lengthMicros }: LeaseGrant): void {
    this.lease.granted(echo, lengthMicros)
    this.noteLease()
  }

  /** The controller knows who keeps up. */
  agreed({ change }: InSyncAgreed): void {
    this.rule.agreed(change)
  }

  /** It leads no more. */
  stop(): void {
    this.isOver = true
    this.rule.stop()
    this.waiting.abandon()
    this.confirmed.stop()
  }

  private createConfirmedReads(): ConfirmedReads {
    const { parts, followers } = this
    const others = majorityOf(parts.settings.replicas) - 1
    return new ConfirmedReads({
      now: () => parts.context.monotonicClock(),
      call: () => this.callFollowers(),
      confirmedAt: () => answeredByAtLeast(others, followers),
      serve: (client, request) => serveRead(parts, client, request),
      refuse: (client, request) => refuse(parts, client, request),
    })
  }

  /**
   * Under most rules whoever leads takes its whole log for committed, as a restarted or promoted server of PostgreSQL or MySQL does; Raft must first commit
   * an entry of the new term, and Kafka's leader find out what all who keep up have.
   */
  private inheritLog(): void {
    const { settings, log, state } = this.parts
    const { kind } = settings.replication
    if (kind === 'majority' || kind === 'in-sync') return
    log.commitTo(log.durable)
    state.advance(log, log.durable)
  }

  /** An entry of its own term lets it commit what is before, and cuts off what followers have beyond. */
  private openTerm(): void {
    const { log } = this.parts
    this.waiting.add(NO_ENDPOINT, undefined)
    log.append(openingEntry(this.term))
    log.sync()
  }

  /** A write that is in the log: done, or still under way. */
  private recognise(client: EndpointId, { operation, level }: WriteRequest): void {
    const { context, log } = this.parts
    for (let offset = log.length - 1; offset >= log.committed; offset--) {
      if (log.at(offset).operation === operation) {
        this.waiting.waitAgain(offset, client, level)
        return
      }
    }
    context.send(client, writeReply(operation))
  }

  /** What waits for a rule that takes no writes any more may be committed yet, or not. */
  private ruleChanged(): void {
    if (!this.rule.accepts()) this.waiting.abandon()
    this.commit()
  }

  private commit(): void {
    const { log, state } = this.parts
    if (!log.commitTo(this.rule.committable())) return
    if (this.visibleAt === 'committed') state.advance(log, log.committed)
    this.rule.committed(log.committed)
    this.waiting.release()
  }

  /** Sends what newly counts, the same message to all who have the same. */
  private stream(): void {
    let message: AppendEntries | undefined
    for (let index = 0; index < this.followers.length; index++) {
      message = this.send(this.followers[index], message)
    }
  }

  /**
   * Sends a follower what it lacks: everything while it is streamed to, else one batch, unless one is under way.
   * @param latest the message built last, used again when it begins where this follower's does; gives the one sent last
   */
  private send(progress: Progress, latest: AppendEntries | undefined): AppendEntries | undefined {
    const { context } = this.parts
    const end = ownLength(this.parts)
    while (progress.next < end && progress.maySend) {
      if (latest?.previous !== progress.next) latest = this.entriesFrom(progress.next)
      progress.sent(latest.entries.length, latest.sentAt)
      context.send(progress.follower, latest)
      if (latest.entries.length > 1) this.noteCarried(latest.entries)
    }
    return latest
  }

  /** The message itself names the first entry's write. */
  private noteCarried(entries: readonly Entry[]): void {
    const { trace } = this.parts.context
    for (let index = 1; index < entries.length; index++) trace.carry(entries[index].operation)
  }

  private entriesFrom(offset: number): AppendEntries {
    const { settings } = this.parts
    return this.message(offset, Math.min(ownLength(this.parts), offset + settings.maxBatch))
  }

  private message(from: number, to: number): AppendEntries {
    const { context, log } = this.parts
    const entries = log.slice(from, to)
    const previousTerm = log.termBefore(from)
    return appendEntries(
      this.term,
      from,
      previousTerm,
      entries,
      log.committed,
      context.monotonicClock(),
    )
  }

  /** After an answer that may have renewed the lease. */
  private noteLease(): void {
    if (this.isLeaseWatched || !this.holdsLease()) return
    this.isLeaseWatched = true
    this.fence(false)
    this.watchLease()
  }

  private watchLease(): void {
    if (this.isOver) return
    const { context } = this.parts
    const wait = this.lease.until() - context.monotonicClock()
    if (wait === Number.POSITIVE_INFINITY) return
    if (wait > 0) context.after(wait, () => this.watchLease())
    else {
      this.isLeaseWatched = false
      this.fence(true)
    }
  }

  private fence(isFenced: boolean): void {
    this.isFenced = isFenced
    this.parts.context.trace.role(isFenced ? 'fenced' : 'leader', this.term)
  }

  private tick(): void {
    if (this.isOver) return
    const { context, settings } = this.parts
    this.noteSilence()
    this.rule.tick()
    this.commit()
    this.callFollowers()
    if (settings.failover.kind === 'most-up-to-date' && context.controller !== undefined) {
      context.send(context.controller, leaderAlive(this.term, context.monotonicClock()))
    }
    context.after(settings.heartbeatMicros, () => this.tick())
  }

  private noteSilence(): void {
    const { context, settings } = this.parts
    const limit = context.monotonicClock() - SILENT_HEARTBEATS * settings.heartbeatMicros
    for (const progress of this.followers) {
      if (progress.isStreaming && progress.heardAt < limit) progress.fellSilent()
    }
  }

  private callFollowers(): void {
    let heartbeat: AppendEntries | undefined
    for (const { follower, next } of this.followers) {
      if (heartbeat?.previous !== next) heartbeat = this.message(next, next)
      this.parts.context.send(follower, heartbeat)
    }
  }
}
