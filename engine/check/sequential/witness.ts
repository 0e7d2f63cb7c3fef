import type { Budget } from '../linearizable/budget.ts'
import { pointsOf } from '../linearizable/points.ts'
import { Effect, Source } from '../register-history.ts'
import type { Standing } from '../verdict.ts'
import type { Accesses } from './accesses.ts'
import { DeadEnds } from './dead-ends.ts'
import type { Saturation } from './saturation.ts'

/**
 * Looks for one order of all operations that keeps the order of each session and in which each read sees the last write of its key.
 *
 * 1. A read of the value that stands is taken at once: it could be moved to here in any order that has it later.
 * 2. A write has to wait for all reads of the value that it replaces.
 * 3. So only the next write is a choice; first is tried what comes first in time, as far as times can be given to writes that explain the reads. By 2, what was taken tells which values can still be read: where it is
 *    the same, all is the same, and no order is looked for twice from there.
 */
export class Witness {
  readonly order: number[] = []
  /** The most operations that were in order at one time. */
  longest = 0
  private readonly accesses: Accesses
  private readonly saturation: Saturation | undefined
  private readonly budget: Budget
  private readonly total: number
  /** By lane: how many of its operations are in order. */
  private readonly done: Int32Array
  /** By key: the write whose value stands, `Source.initial` at first. */
  private readonly standing: Int32Array
  /** By write: the reads of it that are not in order yet; after the writes, the same by key for what was there at first. */
  private readonly unread: Int32Array
  /** By write: what it replaced. */
  private readonly replaced: Int32Array
  /** By write: when it may have taken effect. */
  private readonly points: Int32Array
  private readonly choices: number[] = []
  private readonly frames: { readonly depth: number; readonly base: number }[] = []
  private readonly deadEnds = new DeadEnds()

  constructor(accesses: Accesses, budget: Budget, saturation?: Saturation) {
    const { history, lanes } = accesses
    this.accesses = accesses
    this.saturation = saturation
    this.budget = budget
    this.done = new Int32Array(lanes.count)
    this.points = pointsOf(history)
    const keys = keyCount(accesses)
    this.standing = new Int32Array(keys).fill(Source.initial)
    this.unread = new Int32Array(history.length + keys)
    this.replaced = new Int32Array(history.length)
    let total = 0
    lanes.each((id) => {
      total++
      if (history.effect[id] === Effect.read) this.unread[this.valueOf(id)]++
    })
    this.total = total
  }

  run(): Standing {
    let isAlive = this.enter()
    while (this.order.length < this.total && !this.budget.isReached) {
      if (!isAlive && !this.backtrack()) return 'broken'
      this.take(this.choices.pop() as number)
      isAlive = this.enter()
    }
    this.keepLongest()
    return this.order.length === this.total ? 'held' : 'unknown'
  }

  /** Takes all reads that it can, then lays out the writes that may be next. False when there is none. */
  private enter(): boolean {
    while (this.takeReads());
    if (this.order.length === this.total) return true
    this.budget.countStep()
    if (this.deadEnds.has(this.done)) return false
    const base = this.choices.length
    for (let lane = 0; lane < this.done.length; lane++) {
      const id = this.nextOf(lane)
      if (id >= 0 && this.isWritable(id)) this.choices.push(id)
    }
    this.sortByPoint(base)
    this.frames.push({ depth: this.order.length, base })
    return this.choices.length > base
  }

  private takeReads(): boolean {
    const before = this.order.length
    for (let lane = 0; lane < this.done.length; lane++) {
      for (let id = this.nextOf(lane); id >= 0 && this.isReadable(id); id = this.nextOf(lane)) {
        this.take(id)
      }
    }
    return this.order.length > before
  }

  private nextOf(lane: number): number {
    const { lanes } = this.accesses
    return this.done[lane] < lanes.lengthOf(lane) ? lanes.operation(lane, this.done[lane]) : -1
  }

  private isReadable(id: number): boolean {
    const { effect, key, source } = this.accesses.history
    return effect[id] === Effect.read && this.standing[key[id]] === source[id] && this.isDue(id)
  }

  private isWritable(id: number): boolean {
    const { effect, key, length } = this.accesses.history
    if (effect[id] === Effect.read) return false
    const current = this.standing[key[id]]
    const value = current === Source.initial ? length + key[id] : current
    return this.unread[value] === 0 && this.isDue(id)
  }

  /** Whether all that must come before is in order. */
  private isDue(id: number): boolean {
    const { lanes } = this.accesses
    for (const lane of lanes.ofSession[lanes.session[id]]) {
      if (lanes.before(id, lane) > this.done[lane]) return false
    }
    if (this.saturation === undefined) return true
    for (let lane = 0; lane < this.done.length; lane++) {
      if (this.saturation.before(id, lane) > this.done[lane]) return false
    }
    return true
  }

  private take(id: number): void {
    const { effect, key } = this.accesses.history
    this.order.push(id)
    this.done[this.accesses.lanes.lane[id]]++
    if (effect[id] === Effect.read) {
      this.unread[this.valueOf(id)]--
      return
    }
    this.replaced[id] = this.standing[key[id]]
    this.standing[key[id]] = id
  }

  private putBack(id: number): void {
    const { effect, key } = this.accesses.history
    this.done[this.accesses.lanes.lane[id]]--
    if (effect[id] === Effect.read) this.unread[this.valueOf(id)]++
    else this.standing[key[id]] = this.replaced[id]
  }

  /** Goes back to the last choice that is left; false when there is none. */
  private backtrack(): boolean {
    this.keepLongest()
    while (this.frames.length > 0) {
      const { depth, base } = this.frames[this.frames.length - 1]
      while (this.order.length > depth) this.putBack(this.order.pop() as number)
      if (this.choices.length > base) return true
      this.deadEnds.add(this.done)
      this.budget.countSituation()
      this.frames.pop()
    }
    return false
  }

  /** Where the reads of what a read saw are counted. */
  private valueOf(read: number): number {
    const { source, key, length } = this.accesses.history
    return source[read] === Source.initial ? length + key[read] : source[read]
  }

  /** Puts the choices from `base` on so that the one of the first point is on top. */
  private sortByPoint(base: number): void {
    const { choices, points } = this
    for (let end = base + 1; end < choices.length; end++) {
      const id = choices[end]
      let hole = end
      for (; hole > base && points[choices[hole - 1]] < points[id]; hole--)
        choices[hole] = choices[hole - 1]
      choices[hole] = id
    }
  }

  private keepLongest(): void {
    this.longest = Math.max(this.longest, this.order.length)
  }
}

function keyCount({ history }: Accesses): number {
  let highest = -1
  for (let id = 0; id < history.length; id++) highest = Math.max(highest, history.key[id])
  return highest + 1
}
