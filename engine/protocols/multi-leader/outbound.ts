import type { Micros } from '../../core/clock.ts'
import type { NodeContext } from '../../node/context.ts'
import type { EndpointId } from '../../trace/event.ts'
import { ANNOUNCE, changesMessage, type LogId, type Position, type Resume } from './messages.ts'
import type { MultiLeaderSettings } from './settings.ts'
import type { Store } from './store.ts'
import type { Update } from './update.ts'

interface OutboundParts {
  readonly context: NodeContext
  readonly settings: MultiLeaderSettings
  readonly store: Store
  readonly peer: EndpointId
  /** Whether the topology has this replica send the neighbour the updates of a leader. */
  readonly carries: (leader: EndpointId) => boolean
}

/** Where the neighbour stands is not known: it has to say first. */
const UNKNOWN = -1

/**
 * The sending end of the change stream to one neighbour: a cursor on the log.
 *
 * Batches follow each other without waiting for acknowledgements. When one is missing for too long the stream stalls: it goes back to what
 * was acknowledged and sends one batch at a time, later and later, until it hears from the neighbour again.
 *
 * Invariants: (1) only what is on disk is sent; (2) each batch begins where the one before it ended, so that the receiver sees a gap;
 * (3) acknowledged ≤ sent ≤ examined ≤ length of the log on disk.
 */
export class Outbound {
  readonly peer: EndpointId
  private readonly parts: OutboundParts
  private readonly log: LogId
  /** The neighbour has everything below on disk. */
  private acknowledged: number
  /** Where the last batch ended. */
  private sent: number
  /** Entries below were sent or are not for the neighbour. */
  private examined: number
  /** Where the batches that are on their way end, oldest first. */
  private readonly ends: number[] = []
  /** See `Position`. */
  private unfilteredUntil = 0
  private isRestarted = false
  /** The neighbour's own log: the updates that it took before that log began are lost to it. */
  private peerLog: LogId = 0
  private isStalled = false
  private isArmed = false
  private wait: Micros
  /** When the last batch was sent for the first time, or sent again, or something was acknowledged. */
  private lastMove: Micros = 0

  /** @param isFresh whether log and neighbour are both new, so that the stream starts at 0 without asking */
  constructor(parts: OutboundParts, isFresh: boolean) {
    this.parts = parts
    this.peer = parts.peer
    this.log = parts.store.incarnation
    this.wait = parts.settings.retryMicros
    const start = isFresh ? 0 : UNKNOWN
    this.acknowledged = start
    this.sent = start
    this.examined = start
  }

  /** After a restart: asks where the neighbour stands. */
  announce(): void {
    this.parts.context.send(this.peer, ANNOUNCE)
    this.move()
  }

  /** Sends what is new, as far as the limit on unacknowledged batches allows. */
  pump(): void {
    const { settings } = this.parts
    if (this.isStalled || this.acknowledged === UNKNOWN) return
    while (this.ends.length < settings.maxUnacknowledged && this.sendBatch()) {
      // Each turn sends one batch.
    }
  }

  acknowledge({ log, offset }: Position): void {
    if (log !== this.log || this.acknowledged === UNKNOWN || offset <= this.acknowledged) return
    this.acknowledged = offset
    this.sent = Math.max(this.sent, offset)
    this.examined = Math.max(this.examined, offset)
    while (this.ends.length > 0 && this.ends[0] <= offset) this.ends.shift()
    this.flow()
  }

  /** The neighbour wants everything from a position on; from the start, whoever it came from, when it lost its place. */
  resume({ log, offset, unfilteredUntil, receiverLog }: Resume): void {
    const isKnown = log === this.log
    const lost = isKnown ? unfilteredUntil : this.parts.store.length
    this.isRestarted = !isKnown
    this.peerLog = Math.max(this.peerLog, receiverLog)
    this.unfilteredUntil = Math.max(this.unfilteredUntil, lost)
    this.goBackTo(isKnown ? offset : 0)
    this.flow()
    if (this.ends.length === 0) this.send([])
  }

  /** Anything that comes from the neighbour says that it may be reached again. */
  heard(): void {
    const { context, settings } = this.parts
    if (this.isStalled && context.monotonicClock() - this.lastMove >= settings.retryMicros)
      this.retry()
  }

  /** Updates that the neighbour is still to get. */
  queued(): number {
    const { store } = this.parts
    let count = 0
    for (let offset = Math.max(0, this.acknowledged); offset < store.length; offset++) {
      if (this.isFor(offset, store.log.at(offset))) count++
    }
    return count
  }

  private flow(): void {
    this.isStalled = false
    this.wait = this.parts.settings.retryMicros
    this.lastMove = this.parts.context.monotonicClock()
    this.pump()
  }

  private goBackTo(offset: number): void {
    this.acknowledged = offset
    this.sent = offset
    this.examined = offset
    this.ends.length = 0
  }

  private sendBatch(): boolean {
    const updates = this.collect()
    if (updates.length === 0) return false
    this.send(updates)
    this.ends.push(this.sent)
    this.move()
    return true
  }

  /** What `collect` gave, or nothing at all. */
  private send(updates: readonly Update[]): void {
    const from = this.sent
    if (updates.length > 0) this.sent = this.examined
    const { log, sent, isRestarted, unfilteredUntil } = this
    const message = changesMessage(log, from, sent, isRestarted, unfilteredUntil, updates)
    this.parts.context.send(this.peer, message)
    // The message itself names the first one.
    for (let index = 1; index < updates.length; index++) {
      this.parts.context.trace.carry(updates[index].operation)
    }
  }

  private collect(): Update[] {
    const { store, settings } = this.parts
    const updates: Update[] = []
    while (this.examined < store.length && updates.length < settings.maxBatch) {
      const update = store.log.at(this.examined)
      if (this.isFor(this.examined, update)) updates.push(update)
      this.examined++
    }
    return updates
  }

  private isFor(offset: number, update: Update): boolean {
    const { store, carries } = this.parts
    const leader = store.leaderOf(update)
    if (offset < this.unfilteredUntil || carries(leader)) return true
    return leader === this.peer && store.incarnationOf(update) < this.peerLog
  }

  private move(): void {
    this.lastMove = this.parts.context.monotonicClock()
    if (!this.isArmed) this.arm(this.wait)
  }

  private arm(delay: Micros): void {
    this.isArmed = true
    this.parts.context.after(delay, () => this.check())
  }

  private check(): void {
    this.isArmed = false
    if (this.acknowledged !== UNKNOWN && this.acknowledged >= this.sent) return
    const left = this.lastMove + this.wait - this.parts.context.monotonicClock()
    if (left > 0) this.arm(left)
    else this.retry()
  }

  private retry(): void {
    this.wait = Math.min(this.wait * 2, this.parts.settings.maxRetryMicros)
    if (this.acknowledged === UNKNOWN) {
      this.announce()
      return
    }
    this.goBackTo(this.acknowledged)
    this.isStalled = this.sendBatch()
  }
}
