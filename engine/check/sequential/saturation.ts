import type { Budget } from '../linearizable/budget.ts'
import { Effect, Source } from '../register-history.ts'
import type { Accesses } from './accesses.ts'

/**
 * What must come before what in every order that explains a history, as far as two rules tell, as one vector clock an operation: how many operations of
 * each lane come before it.
 *
 * It begins with the order of each session and with each read after its write. Then, for a read r of write w, and another write v of the same key:
 * 1. where v comes before r, it comes before w, or r would have seen v;
 * 2. where w comes before v, r comes before v, or r would have seen v.
 * This goes on until nothing is added. An operation before itself shows that there is no such order.
 */
export class Saturation {
  /** An operation that would come before itself; undefined: none was found. */
  contradiction: number | undefined
  private readonly accesses: Accesses
  private readonly clocks: Int32Array
  private readonly width: number
  private hasGrown = false

  constructor(accesses: Accesses) {
    const { history, lanes } = accesses
    this.accesses = accesses
    this.width = lanes.count
    this.clocks = new Int32Array(history.length * this.width)
    for (let id = 0; id < history.length; id++) if (accesses.has(id)) this.begin(id)
  }

  /** Goes on until nothing is added, or a contradiction or a limit is met; whether it came to an end. */
  run(budget: Budget): boolean {
    const { length } = this.accesses.history
    do {
      this.hasGrown = false
      for (let id = 0; id < length; id++) {
        if (!this.accesses.has(id)) continue
        budget.countSteps(this.width)
        if (budget.isReached) return false
        this.visit(id)
        if (this.contradiction !== undefined) return true
      }
    } while (this.hasGrown)
    return true
  }

  /** How many operations of a lane come before an operation. */
  before(id: number, lane: number): number {
    return this.clocks[id * this.width + lane]
  }

  private begin(id: number): void {
    const { history, lanes } = this.accesses
    for (const lane of lanes.ofSession[lanes.session[id]]) {
      this.clocks[id * this.width + lane] = lanes.before(id, lane)
    }
    if (history.effect[id] === Effect.read && history.source[id] >= 0) {
      this.put(history.source[id], id)
    }
  }

  private visit(id: number): void {
    this.close(id)
    if (this.accesses.history.effect[id] === Effect.read) this.inferFromRead(id)
    else this.inferFromWrite(id)
  }

  /** Takes over the clocks of the last operation of each lane that comes before. */
  private close(id: number): void {
    const { lanes } = this.accesses
    const { width, clocks } = this
    for (let lane = 0; lane < width; lane++) {
      const count = clocks[id * width + lane]
      if (count > 0) this.join(id, lanes.operation(lane, count - 1))
    }
    if (clocks[id * width + lanes.lane[id]] > lanes.place[id]) this.contradiction = id
  }

  private join(id: number, other: number): void {
    const { width, clocks } = this
    for (let lane = 0; lane < width; lane++) {
      const count = clocks[other * width + lane]
      if (count <= clocks[id * width + lane]) continue
      clocks[id * width + lane] = count
      this.hasGrown = true
    }
  }

  /** Rule 1. */
  private inferFromRead(read: number): void {
    const { history } = this.accesses
    const source = history.source[read]
    for (const { lane, operations } of this.accesses.writesOf(history.key[read])) {
      const write = this.lastBefore(read, lane, operations)
      if (write === undefined || write === source) continue
      if (source === Source.initial) this.contradiction = read
      else this.put(write, source)
    }
  }

  /** Rule 2. */
  private inferFromWrite(write: number): void {
    const key = this.accesses.history.key[write]
    for (const read of this.accesses.firstReadersOf(key)) this.put(read, write)
    for (const { lane, operations } of this.accesses.writesOf(key)) {
      const earlier = this.lastBefore(write, lane, operations)
      if (earlier === undefined || earlier === write) continue
      for (const read of this.accesses.lastReadersOf(earlier)) this.put(read, write)
    }
  }

  /** The last of some operations of a lane that comes before an operation. */
  private lastBefore(id: number, lane: number, operations: readonly number[]): number | undefined {
    return operations[this.accesses.amongFirst(operations, this.before(id, lane)) - 1]
  }

  /** One operation comes before another. */
  private put(one: number, other: number): void {
    const { lane, place } = this.accesses.lanes
    const cell = other * this.width + lane[one]
    if (this.clocks[cell] > place[one]) return
    this.clocks[cell] = place[one] + 1
    this.hasGrown = true
  }
}
