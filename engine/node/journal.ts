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

/** The changes of a disk that are not durable, oldest first, in a ring that grows: a sync leaves no garbage. */
export class Journal {
  private pieces: (Undoable | undefined)[] = new Array(16).fill(undefined)
  private indexes = new Int32Array(16)
  private previous: unknown[] = new Array(16).fill(undefined)
  /** Changes that have something in `previous`: a log that grows has nothing. */
  private replacing = 0
  /** Numbers of the oldest change and of the next one, counted from the start. */
  private first = 0
  private end = 0

  get length(): number {
    return this.end - this.first
  }

  add(piece: Undoable, index: number, previous: unknown): void {
    if (this.length === this.indexes.length) this.grow()
    const at = this.placeOf(this.end++)
    // Nearly always the one that it is already: to look is cheaper than to write.
    if (this.pieces[at] !== piece) this.pieces[at] = piece
    this.indexes[at] = index
    if (previous !== undefined) {
      this.previous[at] = previous
      this.replacing++
    }
  }

  /** The length that a sequence has when all its changes are taken back. */
  durableLength(sequence: UndoableSequence): number {
    for (let change = this.first; change < this.end; change++) {
      const at = this.placeOf(change)
      if (this.pieces[at] !== sequence) continue
      return sequence.lengthBefore(this.indexes[at], this.previous[at])
    }
    return sequence.length
  }

  /** The oldest ones are durable now, or undone. */
  forget(count: number): void {
    const end = this.first + count
    for (; this.first < end && this.replacing > 0; this.first++) {
      const at = this.placeOf(this.first)
      if (this.previous[at] === undefined) continue
      this.previous[at] = undefined
      this.replacing--
    }
    this.first = end
  }

  /** Takes all changes back, newest first. */
  undoAll(): void {
    for (let change = this.end - 1; change >= this.first; change--) {
      const at = this.placeOf(change)
      this.pieces[at]!.undo(this.indexes[at], this.previous[at])
    }
  }

  private placeOf(change: number): number {
    return change & (this.indexes.length - 1)
  }

  private grow(): void {
    const { pieces, indexes, previous, length } = this
    const order = Array.from({ length }, (_, nth) => this.placeOf(this.first + nth))
    const room = new Array(length).fill(undefined)
    this.pieces = [...order.map((at) => pieces[at]), ...room]
    this.previous = [...order.map((at) => previous[at]), ...room]
    this.indexes = new Int32Array(length * 2)
    this.indexes.set(order.map((at) => indexes[at]))
    this.first = 0
    this.end = length
  }
}
