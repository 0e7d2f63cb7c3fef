/**
 * A value that changes at events of a trace: what it was after any of them is found by search.
 *
 * 1. Positions rise strictly: of several changes by one event the last one stands.
 */
export class Track<Value> {
  private readonly positions: number[] = []
  private readonly values: Value[] = []
  private readonly initial: Value

  constructor(initial: Value) {
    this.initial = initial
  }

  get last(): Value {
    return this.values.length === 0 ? this.initial : this.values[this.values.length - 1]
  }

  set(position: number, value: Value): void {
    const end = this.positions.length - 1
    if (end >= 0 && this.positions[end] === position) {
      this.values[end] = value
      return
    }
    this.positions.push(position)
    this.values.push(value)
  }

  /** Positions of the changes, ascending. */
  get changes(): readonly number[] {
    return this.positions
  }

  /** The value once the event at a position has happened; -1 for before all. */
  at(position: number): Value {
    let from = 0
    let to = this.positions.length
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.positions[middle] <= position) from = middle + 1
      else to = middle
    }
    return from === 0 ? this.initial : this.values[from - 1]
  }
}
