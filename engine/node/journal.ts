/** A durable piece undoes its own changes, newest first, when they did not reach the disk in time. */
export interface Undoable {
  /** Takes back one change that `Disk.wrote` was told of. */
  undo(index: number, previous: unknown): void
  /** Tells of everything that is gone when the disk is wiped. */
  lose(): void
}

/** A durable piece that grows at its end. */
export interface UndoableSequence extends Undoable {
  readonly length: number
  /** Its length before a change that `Disk.wrote` was told of, and all after it. */
  lengthBefore(index: number, previous: unknown): number
}

/** The changes of a disk that are not durable, oldest first. Its columns are used again and again: a sync leaves no garbage. */
export class Journal {
  private readonly pieces: (Undoable | undefined)[] = []
  private readonly indexes: number[] = []
  private readonly previous: unknown[] = []
  private first = 0
  private end = 0

  get length(): number {
    return this.end - this.first
  }

  add(piece: Undoable, index: number, previous: unknown): void {
    const at = this.end++
    this.pieces[at] = piece
    this.indexes[at] = index
    this.previous[at] = previous
  }

  /** The length that a sequence has when all its changes are taken back. */
  durableLength(sequence: UndoableSequence): number {
    for (let at = this.first; at < this.end; at++) {
      if (this.pieces[at] !== sequence) continue
      return sequence.lengthBefore(this.indexes[at], this.previous[at])
    }
    return sequence.length
  }

  /** The oldest ones are durable now, or undone. */
  forget(count: number): void {
    for (let left = count; left > 0; left--) this.previous[this.first++] = undefined
    if (this.first === this.end) this.first = this.end = 0
    else if (this.first > this.length) this.moveToFront()
  }

  /** Takes all changes back, newest first. */
  undoAll(): void {
    for (let at = this.end - 1; at >= this.first; at--) {
      this.pieces[at]!.undo(this.indexes[at], this.previous[at])
    }
  }

  private moveToFront(): void {
    this.pieces.copyWithin(0, this.first, this.end)
    this.indexes.copyWithin(0, this.first, this.end)
    this.previous.copyWithin(0, this.first, this.end)
    this.end = this.length
    this.first = 0
  }
}
