import type { Micros } from '../../core/clock.ts'
import { type EndpointId, NO_ENDPOINT, NO_OPERATION, type OperationId } from '../../trace/event.ts'
import { type AppendEntries, appendReject, appendReply } from './messages.ts'
import type { ReplicaParts } from './parts.ts'
import { setAside } from './set-aside.ts'

/**
 * A replica's part as follower in one term: takes the leader's entries after checking that the logs agree before them.
 *
 * Invariants: (1) the log agrees with the leader's up to `received`; (2) in `matched` it vouches only for what it has done
 * as much with as the settings ask: received, synced or applied it; (3) once diverged, its log stays as it is.
 */
export class Following {
  /** NO_ENDPOINT until it hears of one. */
  leader: EndpointId = NO_ENDPOINT
  /** Whether it has given up, since its log differs and is to stay as it is. */
  isDiverged: boolean
  private readonly parts: ReplicaParts
  private readonly onDiverged: () => void
  private received = 0
  /** `sentAt` of the latest message from the leader. */
  private echo: Micros = Number.NEGATIVE_INFINITY
  /** Whose entry arrived last, for the trace of the answer. */
  private operation: OperationId = NO_OPERATION

  /**
   * @param isDiverged whether it has given up before
   * @param onDiverged called when it gives up
   */
  constructor(parts: ReplicaParts, isDiverged: boolean, onDiverged: () => void) {
    this.parts = parts
    this.isDiverged = isDiverged
    this.onDiverged = onDiverged
  }

  /** After a restart: what a follower may show of its log before it has heard of a leader. */
  restoreState(): void {
    this.apply()
  }

  /** Entries for which there is no room are as good as lost: the leader will send them again. */
  receive(from: EndpointId, message: AppendEntries): void {
    const { log } = this.parts
    this.leader = from
    if (this.isDiverged) return
    if (message.sentAt > this.echo) this.echo = message.sentAt
    if (message.entries.length > 0 && this.parts.context.disk.isFull) return
    if (!this.agreesBefore(message)) {
      this.reject(from, message)
      return
    }
    const isNew = this.take(message)
    if (this.isDiverged) return
    this.received = Math.max(this.received, message.previous + message.entries.length)
    log.commitTo(Math.min(message.committed, this.received))
    if (isNew) {
      this.operation = message.operation
      if (this.parts.settings.acknowledges === 'received') this.acknowledge(message.operation)
      log.sync()
      return
    }
    this.apply()
    this.acknowledge(NO_OPERATION)
  }

  /** More of the log is durable. */
  onDurable(): void {
    this.apply()
    if (this.leader < 0 || this.isDiverged) return
    if (this.parts.settings.acknowledges === 'received') return
    this.acknowledge(this.operation)
  }

  /** One more entry is applied. */
  onApplied(): void {
    const { acknowledges } = this.parts.settings
    if (this.leader >= 0 && acknowledges === 'applied' && !this.isDiverged)
      this.acknowledge(NO_OPERATION)
  }

  private agreesBefore({ previous, previousTerm }: AppendEntries): boolean {
    const { log } = this.parts
    return previous <= log.length && log.termBefore(previous) === previousTerm
  }

  /** Takes the entries that it lacks, after cutting off its own where they differ; whether there were any. */
  private take({ previous, entries }: AppendEntries): boolean {
    const { log } = this.parts
    let isNew = false
    for (let index = 0; index < entries.length; index++) {
      const offset = previous + index
      const entry = entries[index]
      if (offset < log.length) {
        if (log.at(offset).term === entry.term) continue
        if (!this.giveWay(offset)) return isNew
      }
      log.append(entry)
      isNew = true
    }
    return isNew
  }

  /** Cuts its log off where the leader's differs; false when it is to stay as it is. */
  private giveWay(offset: number): boolean {
    const { context, settings, log, state } = this.parts
    const { rejoin = 'truncate' } = settings
    if (rejoin === 'diverge' || rejoin === 'refuse') {
      this.isDiverged = true
      this.onDiverged()
      return false
    }
    const removed = log.truncate(offset)
    if (rejoin === 'set-aside') setAside(context, removed)
    state.revert(log, removed)
    return true
  }

  private apply(): void {
    const { settings, log, state } = this.parts
    const isReceivedEnough = settings.apply === 'received'
    state.advance(log, isReceivedEnough ? log.durable : Math.min(log.committed, log.durable))
  }

  private acknowledge(operation: OperationId): void {
    const { context, ballot } = this.parts
    const { term } = ballot.value
    const reply = appendReply(operation, term, this.received, this.matched(), this.echo)
    context.send(this.leader, reply)
  }

  private matched(): number {
    const { settings, log, state } = this.parts
    if (settings.acknowledges === 'received') return this.received
    const synced = Math.min(this.received, log.durable)
    return settings.acknowledges === 'applied' ? Math.min(synced, state.applied) : synced
  }

  /** Names the longest beginning of its log that may agree: what the leader has of no later term than the message's. */
  private reject(from: EndpointId, { previous, previousTerm, sentAt }: AppendEntries): void {
    const { context, log, ballot } = this.parts
    const length = previous > log.length ? log.length : previous - 1
    const hint = log.lengthUpToTerm(length, previousTerm)
    const { term } = ballot.value
    context.send(from, appendReject(term, hint, log.termBefore(hint), sentAt))
  }
}
