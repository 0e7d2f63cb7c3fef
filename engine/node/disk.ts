import type { Micros } from '../core/clock.ts'
import { Fifo } from '../core/fifo.ts'
import type { AnyMessage } from '../network/message.ts'
import { CrashKind, type EndpointId, NO_ENDPOINT } from '../trace/event.ts'
import { type Condition, SOUND, slowed } from './condition.ts'
import { Journal, type Undoable, type UndoableSequence } from './journal.ts'

/** The durable piece of this name is the node's log, of which the trace tells how much is durable. */
const LOG_NAME = 'log'

interface DiskParts {
  /** How long one sync takes; 0 means that writes are durable at once. */
  readonly syncMicros: Micros
  /** Calls back after a time, unless the node crashes first. */
  readonly after: (delay: Micros, callback: () => void) => void
  readonly send: (to: EndpointId, message: AnyMessage) => void
  /** Told of changes that a sync made durable, and of the length of the node's log that is durable: -1 where it keeps none. */
  readonly onDurable: (changes: number, logLength: number) => void
}

/**
 * A node's disk: what is written is readable at once, and durable after the next sync.
 *
 * Syncs are grouped as in a real log: one is under way at a time, and all who ask meanwhile share the next one.
 * The durable pieces (`DurableLog`, `DurableTable`, `DurableCell`) live here by name and survive the node's process.
 *
 * A full disk ends the sync that is under way and begins no other until there is room. A disk that lies ends a sync at once, and makes durable what it
 * covered only later, or when it stops lying.
 *
 * Invariants: (1) the journal holds exactly the changes that are not durable, oldest first; (2) a callback given to `sync` runs, and a
 * message given to `syncAndSend` goes out, only when everything written before the call is durable, unless the disk lies; (3) after a crash nothing that was given before it happens.
 */
export class Disk {
  private readonly parts: DiskParts
  private readonly pieces = new Map<string, Undoable>()
  private readonly journal = new Journal()
  private log: UndoableSequence | undefined
  /** Changes that have left the journal since the start. */
  private settled = 0
  private syncing = false
  /** What waits for a sync, first what the one under way covers: callbacks, and messages that go out then. */
  private readonly waiting = new Fifo<(() => void) | AnyMessage>()
  /** To whom each of them goes; NO_ENDPOINT for a callback. */
  private readonly recipients = new Fifo<EndpointId>()
  /** What the sync under way covers: changes up to this one, counted from the start, and so many of those that wait. */
  private coveredUntil = 0
  private coveredWaiting = 0
  private readonly onSynced = () => this.synced()
  private condition: Condition = SOUND
  /** Whether there is no room for more: what is written now becomes durable only when there is room again. */
  isFull = false
  /** At present. */
  private syncMicros: Micros
  /** Whether writes are durable at once. */
  private isInstant: boolean
  /** How far it has said that changes are durable, counted from the start, where it lied. */
  private claimedUntil = 0
  /** Whether a crash took back what it had said was durable. */
  hasForgotten = false
  /** Wipes so far: stands for the unique name that a new disk is given. */
  private wipes = 0

  constructor(parts: DiskParts) {
    this.parts = parts
    this.syncMicros = parts.syncMicros
    this.isInstant = parts.syncMicros === 0
  }

  /** Which disk of the node this is: 0 for the first, one more after each wipe. */
  get incarnation(): number {
    return this.wipes
  }

  /** From now on this is wrong with it. */
  suffer(condition: Condition): void {
    const { isDiskFull, lyingMicros } = condition
    const hasConfessed = this.condition.lyingMicros !== undefined && lyingMicros === undefined
    this.condition = condition
    this.isFull = isDiskFull
    this.syncMicros = slowed(this.parts.syncMicros, condition.disk)
    this.isInstant = this.syncMicros === 0 && !isDiskFull && lyingMicros === undefined
    if (hasConfessed) this.endure(this.unsynced)
    if (!this.syncing) this.goOn()
  }

  /** The durable piece of this name, made by `create` on an empty disk. */
  open<Piece extends Undoable>(name: string, create: () => Piece): Piece {
    const known = this.pieces.get(name)
    if (known !== undefined) return known as Piece
    const piece = create()
    this.pieces.set(name, piece)
    if (name === LOG_NAME && 'lengthBefore' in piece)
      this.log = piece as unknown as UndoableSequence
    return piece
  }

  /** Told by a durable piece after each change, with what it needs to take it back. */
  wrote(piece: Undoable, index: number, previous: unknown): void {
    if (this.isInstant && !this.syncing) return
    this.journal.add(piece, index, previous)
  }

  /** Calls back when everything written so far is durable: at once on a disk whose syncs cost nothing. */
  sync(callback: () => void): void {
    if (this.isInstant && !this.syncing) {
      callback()
      return
    }
    this.wait(callback, NO_ENDPOINT)
  }

  /** Sends a message when everything written so far is durable. */
  syncAndSend(to: EndpointId, message: AnyMessage): void {
    if (this.isInstant && !this.syncing) this.parts.send(to, message)
    else this.wait(message, to)
  }

  /** Changes that a crash which loses unsynced data would take back now. */
  get unsynced(): number {
    return this.journal.length
  }

  /** What the crash of its node does to the disk; gives the number of changes lost. */
  crash(kind: CrashKind): number {
    this.syncing = false
    this.waiting.clear()
    this.recipients.clear()
    const lost = this.unsynced
    if (kind === CrashKind.losesUnsynced) {
      this.hasForgotten ||= this.claimedUntil > this.settled
      this.journal.undoAll()
    }
    if (kind === CrashKind.wipes) this.wipe()
    this.forgetJournal(this.unsynced)
    return kind === CrashKind.keepsWritten ? 0 : lost
  }

  /** No sync is under way: begins the next, if there is cause and room. */
  private goOn(): void {
    if (this.isFull) return
    if (this.waiting.length > 0) this.startSync()
    else if (this.isInstant) this.endure(this.unsynced)
  }

  private startSync(): void {
    this.syncing = true
    this.coveredUntil = this.settled + this.unsynced
    this.coveredWaiting = this.waiting.length
    const { lyingMicros } = this.condition
    this.parts.after(lyingMicros === undefined ? this.syncMicros : 0, this.onSynced)
  }

  private synced(): void {
    this.settle(this.coveredUntil)
    for (let left = this.coveredWaiting; left > 0; left--) this.goAhead()
    this.syncing = false
    this.goOn()
  }

  private wait(waiting: (() => void) | AnyMessage, recipient: EndpointId): void {
    this.waiting.push(waiting)
    this.recipients.push(recipient)
    if (!this.syncing) this.goOn()
  }

  private goAhead(): void {
    const waiting = this.waiting.shift()
    const recipient = this.recipients.shift()
    if (typeof waiting === 'function') waiting()
    else this.parts.send(recipient, waiting)
  }

  /** A sync is done; a disk that lies has only said so. */
  private settle(until: number): void {
    const { lyingMicros } = this.condition
    if (lyingMicros === undefined) this.forgetUntil(until)
    else {
      this.claimedUntil = until
      this.parts.after(lyingMicros, () => this.forgetUntil(until))
    }
  }

  /** Some may have become durable before, in another way. */
  private forgetUntil(until: number): void {
    if (until > this.settled) this.endure(until - this.settled)
  }

  /** The oldest changes are durable now. */
  private endure(count: number): void {
    if (count === 0) return
    this.forgetJournal(count)
    this.parts.onDurable(count, this.durableLogLength())
  }

  private durableLogLength(): number {
    return this.log === undefined ? -1 : this.journal.durableLength(this.log)
  }

  private wipe(): void {
    for (const piece of this.pieces.values()) piece.lose()
    this.pieces.clear()
    this.log = undefined
    this.hasForgotten = false
    this.wipes++
  }

  private forgetJournal(count: number): void {
    this.settled += count
    this.journal.forget(count)
  }
}
