import type { Micros } from '../core/clock.ts'
import { CrashKind } from '../trace/event.ts'

/** A durable piece undoes its own changes, newest first, when they did not reach the disk in time. */
export interface Undoable {
  /** Takes back one change that `Disk.wrote` was told of. */
  undo(index: number, previous: unknown): void
  /** Tells of everything that is gone when the disk is wiped. */
  lose(): void
}

interface DiskParts {
  /** How long one sync takes; 0 means that writes are durable at once. */
  readonly syncMicros: () => Micros
  /** Calls back after a time, unless the node crashes first. */
  readonly after: (delay: Micros, callback: () => void) => void
}

/**
 * A node's disk: what is written is readable at once, and durable after the next sync.
 *
 * Syncs are grouped as in a real log: one is under way at a time, and all who ask meanwhile share the next one.
 * The durable pieces (`DurableLog`, `DurableTable`, `DurableCell`) live here by name and survive the node's process.
 *
 * Invariants: (1) the journal holds exactly the changes after the last completed sync, oldest first; (2) a callback given to `sync` runs only when
 * everything written before the call is durable; (3) after a crash no callback given before it runs.
 */
export class Disk {
  private readonly parts: DiskParts
  private readonly pieces = new Map<string, Undoable>()
  private journalPieces: Undoable[] = []
  private journalIndexes: number[] = []
  private journalPrevious: unknown[] = []
  private syncing = false
  private waiting: (() => void)[] = []

  constructor(parts: DiskParts) {
    this.parts = parts
  }

  /** The durable piece of this name, made by `create` on an empty disk. */
  open<Piece extends Undoable>(name: string, create: () => Piece): Piece {
    const known = this.pieces.get(name)
    if (known !== undefined) return known as Piece
    const piece = create()
    this.pieces.set(name, piece)
    return piece
  }

  /** Told by a durable piece after each change, with what it needs to take it back. */
  wrote(piece: Undoable, index: number, previous: unknown): void {
    if (this.parts.syncMicros() === 0 && !this.syncing) return
    this.journalPieces.push(piece)
    this.journalIndexes.push(index)
    this.journalPrevious.push(previous)
  }

  /** Calls back when everything written so far is durable: at once on a disk whose syncs cost nothing. */
  sync(callback: () => void): void {
    if (!this.syncing && this.parts.syncMicros() === 0) {
      callback()
      return
    }
    this.waiting.push(callback)
    if (!this.syncing) this.startSync()
  }

  /** Changes that a crash which loses unsynced data would take back now. */
  get unsynced(): number {
    return this.journalPieces.length
  }

  /** What the crash of its node does to the disk; gives the number of changes lost. */
  crash(kind: CrashKind): number {
    this.syncing = false
    this.waiting = []
    const lost = this.unsynced
    if (kind === CrashKind.losesUnsynced) this.undoUnsynced()
    if (kind === CrashKind.wipes) this.wipe()
    this.forgetJournal(this.unsynced)
    return kind === CrashKind.keepsWritten ? 0 : lost
  }

  private startSync(): void {
    const callbacks = this.waiting
    const covered = this.unsynced
    this.waiting = []
    this.syncing = true
    this.parts.after(this.parts.syncMicros(), () => {
      this.forgetJournal(covered)
      for (const callback of callbacks) callback()
      this.syncing = false
      if (this.waiting.length > 0) this.startSync()
    })
  }

  private undoUnsynced(): void {
    for (let at = this.unsynced - 1; at >= 0; at--) {
      this.journalPieces[at].undo(this.journalIndexes[at], this.journalPrevious[at])
    }
  }

  private wipe(): void {
    for (const piece of this.pieces.values()) piece.lose()
    this.pieces.clear()
  }

  private forgetJournal(count: number): void {
    if (count === this.unsynced) {
      this.journalPieces.length = 0
      this.journalIndexes.length = 0
      this.journalPrevious.length = 0
      return
    }
    this.journalPieces.splice(0, count)
    this.journalIndexes.splice(0, count)
    this.journalPrevious.splice(0, count)
  }
}
