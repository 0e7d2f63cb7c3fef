import { Lanes, NO_LANE } from '../causal/lanes.ts'
import { Effect, type RegisterHistory, Source } from '../register-history.ts'

/** Operations of one key in one lane, in order. */
export interface LaneAccesses {
  readonly lane: number
  readonly operations: number[]
}

/** Who wrote each key, and who read each write: what the order of writes is inferred from. */
export class Accesses {
  readonly history: RegisterHistory
  readonly lanes: Lanes
  /** By key: its writes, lane by lane. */
  private readonly writes = new Map<number, LaneAccesses[]>()
  /** By write, or by ~key for what was there at first: the last read of it in each lane. */
  private readonly readers = new Map<number, Map<number, number>>()

  constructor(history: RegisterHistory) {
    this.history = history
    this.lanes = new Lanes(history)
    this.lanes.each((id) => {
      if (history.effect[id] === Effect.read) this.addRead(id)
      else this.addWrite(id)
    })
  }

  writesOf(key: number): readonly LaneAccesses[] {
    return this.writes.get(key) ?? []
  }

  /** The last read in each lane of what a write wrote. */
  lastReadersOf(write: number): Iterable<number> {
    return this.readers.get(write)?.values() ?? []
  }

  /** The last read in each lane of what a key held at first. */
  firstReadersOf(key: number): Iterable<number> {
    return this.lastReadersOf(~key)
  }

  /** Whether an operation is part of the order that is looked for. */
  has(id: number): boolean {
    return this.lanes.lane[id] !== NO_LANE
  }

  /** How many of some operations of a lane are among its first `count`. */
  amongFirst(operations: readonly number[], count: number): number {
    let low = 0
    let high = operations.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.lanes.place[operations[middle]] < count) low = middle + 1
      else high = middle
    }
    return low
  }

  private addWrite(id: number): void {
    const { lane } = this.lanes
    const all = this.writes.get(this.history.key[id]) ?? []
    if (all.length === 0) this.writes.set(this.history.key[id], all)
    const last = all[all.length - 1]
    if (last !== undefined && last.lane === lane[id]) last.operations.push(id)
    else all.push({ lane: lane[id], operations: [id] })
  }

  private addRead(id: number): void {
    const { source, key } = this.history
    const write = source[id] === Source.initial ? ~key[id] : source[id]
    const lanes = this.readers.get(write) ?? new Map<number, number>()
    this.readers.set(write, lanes.set(this.lanes.lane[id], id))
  }
}
