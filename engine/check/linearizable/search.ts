import type { Standing } from '../verdict.ts'
import type { Budget } from './budget.ts'
import type { KeyOperations } from './key-operations.ts'
import { OpenList } from './open-list.ts'
import { IMPOSSIBLE, Transitions } from './transitions.ts'
import { type Situation, Visited } from './visited.ts'

/** The longest order that a search has found. */
export interface Best {
  /** Places of the operations. */
  readonly order: readonly number[]
  /** How many operations of known outcome it has. */
  readonly ordered: number
  readonly state: unknown
}

const NOTHING = -1

interface Frame {
  /** Operations in order when the frame was made. */
  readonly depth: number
  readonly state: number
  readonly owedState: number
  readonly owedPlace: number
  /** Its choices end here, on the stack of choices. */
  readonly base: number
}

/**
 * Looks for one order of the operations of a key that the object could have gone through: depth first, in the way of Wing & Gong (1993), remembering
 * situations as Lowe (2017) does.
 *
 * Three things keep it short, none of which can miss an order:
 * 1. An operation that fits and changes no state is taken at once: it could be moved to here in any order that has it later.
 * 2. An operation of unknown outcome is used only directly before one that needs it: moved later past those that do not, it can still take effect,
 *    and at the end it can be left out. So after one was used, something is owed: an operation that the state before would not have led to the
 *    same state.
 * 3. Among operations of unknown outcome that ask for the same, the one called first is used first; among those that were answered the same, too, the one that
 *    returned first: in any order that has it otherwise the two can change places.
 *
 * It can be interrupted: `advance` goes on where it stopped.
 */
export class Search implements Situation {
  private readonly history: KeyOperations
  private readonly transitions: Transitions
  private readonly budget: Budget
  private readonly open: OpenList
  private readonly visited: Visited
  readonly done: Int32Array
  readonly spent: Int32Array
  from = 0
  to = 0
  hash = 0
  state = Transitions.INITIAL
  owedState = NOTHING
  owedPlace = NOTHING
  private readonly candidates: Int32Array
  /** By line of operations of unknown outcome: how many of it were used. */
  private readonly used: Int32Array
  /** By operation of unknown outcome, from 0: its line. */
  private readonly lineOf: Int32Array
  private readonly order: number[] = []
  private readonly choices: number[] = []
  private readonly frames: Frame[] = []
  private readonly kindsOffered = new Set<number>()
  /** Of the operations of known outcome that are in order. */
  private doneHash = 0
  private hasBegun = false
  private isAlive = true
  private readonly bestOrder: number[] = []
  private bestOrdered = -1
  private bestState = Transitions.INITIAL
  /** So many operations at the beginning of `bestOrder` are those of `order`. */
  private shared = 0

  constructor(history: KeyOperations, transitions: Transitions, budget: Budget) {
    const { operations, known } = history
    this.history = history
    this.transitions = transitions
    this.budget = budget
    this.open = new OpenList(history)
    this.done = new Int32Array((known + 31) >>> 5)
    this.spent = new Int32Array((operations.length - known + 31) >>> 5)
    this.candidates = new Int32Array(known)
    this.used = new Int32Array(history.lines.length)
    this.lineOf = new Int32Array(operations.length - known)
    history.lines.forEach((line, number) => {
      for (const place of line) this.lineOf[place - known] = number
    })
    this.visited = new Visited()
  }

  /** Goes on for about so many steps, or until it knows. */
  advance(steps: number): Standing {
    const end = this.budget.steps + steps
    if (!this.hasBegun) this.begin()
    while (this.open.count > 0 && !this.budget.isReached && this.budget.steps < end) {
      if (!this.isAlive && !this.backtrack()) return 'broken'
      this.choose()
      this.isAlive = this.enter()
    }
    return this.open.count === 0 ? 'held' : 'unknown'
  }

  /** The longest order that was found, and the state after it. */
  get best(): Best {
    this.keepBest()
    return {
      order: this.bestOrder,
      ordered: this.bestOrdered,
      state: this.transitions.state(this.bestState),
    }
  }

  private begin(): void {
    this.hasBegun = true
    this.isAlive = this.enter()
  }

  /** Takes what costs nothing, then lays out the choices. False when the situation is known to lead nowhere. */
  private enter(): boolean {
    let gathered = this.open.gather(this.candidates)
    while (this.absorb(gathered.count)) gathered = this.open.gather(this.candidates)
    if (this.open.count === 0) return true
    if (!this.isNew(gathered.bound)) return false
    const base = this.choices.length
    this.offerUnknown(gathered.bound)
    this.offerKnown(gathered.count)
    if (this.choices.length === base) return false
    const { order, state, owedState, owedPlace } = this
    this.frames.push({ depth: order.length, state, owedState, owedPlace, base })
    return true
  }

  /** Takes the candidates that fit and change no state; whether there were any. */
  private absorb(count: number): boolean {
    const depth = this.order.length
    for (let index = 0; index < count; index++) {
      const place = this.candidates[index]
      if (this.history.readOnly[place] === 0 || this.after(place) === IMPOSSIBLE) continue
      if (this.settles(place, this.state)) this.take(place, this.state)
    }
    return this.order.length > depth
  }

  private offerKnown(count: number): void {
    const { choices, candidates } = this
    const base = choices.length
    for (let index = 0; index < count; index++) {
      const place = candidates[index]
      const next = this.after(place)
      if (next !== IMPOSSIBLE && this.settles(place, next)) choices.push(place)
    }
    this.sortByReturn(base)
    this.dropAlike(base)
  }

  private offerUnknown(bound: number): void {
    const { lines, call } = this.history
    for (let line = lines.length - 1; line >= 0; line--) {
      const place = lines[line][this.used[line]]
      if (place === undefined || call[place] > bound) continue
      const next = this.after(place)
      if (next === IMPOSSIBLE || next === this.state || !this.settles(place, next)) continue
      this.choices.push(place)
    }
  }

  /** Of choices of one kind, keeps the one that returned first. */
  private dropAlike(base: number): void {
    const { choices, history } = this
    const kinds = this.kindsOffered
    kinds.clear()
    let kept = base
    for (let index = choices.length - 1; index >= base; index--) {
      const kind = history.kind[choices[index]]
      if (kinds.has(kind)) choices[index] = NOTHING
      else kinds.add(kind)
    }
    for (let index = base; index < choices.length; index++) {
      if (choices[index] !== NOTHING) choices[kept++] = choices[index]
    }
    choices.length = kept
  }

  /** Puts the choices from `base` on so that the one that returned first is on top: it is the most urgent. */
  private sortByReturn(base: number): void {
    const { choices, history } = this
    for (let end = base + 1; end < choices.length; end++) {
      const place = choices[end]
      let hole = end
      while (hole > base && history.return[choices[hole - 1]] < history.return[place]) {
        choices[hole] = choices[hole - 1]
        hole--
      }
      choices[hole] = place
    }
  }

  /** Takes the next choice of the top frame. */
  private choose(): void {
    const { state, owedState, owedPlace } = this.frames[this.frames.length - 1]
    const place = this.choices.pop() as number
    this.state = state
    this.owedState = owedState
    this.owedPlace = owedPlace
    this.take(place, this.transitions.after(state, place))
  }

  /** Goes back to the last frame that has a choice left; false when there is none. */
  private backtrack(): boolean {
    this.keepBest()
    while (this.frames.length > 0) {
      const { depth, base } = this.frames[this.frames.length - 1]
      while (this.order.length > depth) this.putBack(this.order.pop() as number)
      this.shared = Math.min(this.shared, depth)
      if (this.choices.length > base) return true
      this.frames.pop()
    }
    return false
  }

  private take(place: number, next: number): void {
    const { known } = this.history
    this.order.push(place)
    if (place < known) {
      this.open.remove(place)
      this.done[place >>> 5] ^= 1 << (place & 31)
      this.doneHash ^= scatter(place)
      this.owedState = NOTHING
      this.owedPlace = NOTHING
    } else {
      this.spend(place, 1)
      this.owedState = this.state
      this.owedPlace = place
    }
    this.state = next
  }

  private putBack(place: number): void {
    if (place < this.history.known) {
      this.open.restore(place)
      this.done[place >>> 5] ^= 1 << (place & 31)
      this.doneHash ^= scatter(place)
    } else {
      this.spend(place, -1)
    }
  }

  /**
   * Whether an operation that leads to `next` from here needed what is owed: without it, or with it later, all would not be the same. Of two of unknown outcome
   * that can change places the one of the lower place goes first.
   */
  private settles(place: number, next: number): boolean {
    if (this.owedPlace === NOTHING) return true
    const without = this.transitions.after(this.owedState, place)
    if (without === IMPOSSIBLE) return true
    if (without === next) return false
    return place > this.owedPlace || this.transitions.after(without, this.owedPlace) !== next
  }

  private after(place: number): number {
    this.budget.countStep()
    return this.transitions.after(this.state, place)
  }

  /** Remembers where the search is; false when it has been here before. */
  private isNew(bound: number): boolean {
    this.from = this.open.first >>> 5
    this.to = this.wordsBefore(bound)
    this.hash = this.doneHash ^ scatter(~this.state) ^ scatter(this.owedPlace + 0x40000000)
    const isNew = this.visited.add(this)
    if (isNew) this.budget.countSituation()
    return isNew
  }

  private wordsBefore(bound: number): number {
    const { call, known } = this.history
    let low = this.open.first
    let high = known
    while (low < high) {
      const middle = (low + high) >>> 1
      if (call[middle] < bound) low = middle + 1
      else high = middle
    }
    return (low + 31) >>> 5
  }

  private spend(place: number, count: 1 | -1): void {
    const bit = place - this.history.known
    this.spent[bit >>> 5] ^= 1 << (bit & 31)
    this.used[this.lineOf[bit]] += count
  }

  private keepBest(): void {
    const ordered = this.history.known - this.open.count
    if (ordered <= this.bestOrdered) return
    this.bestOrdered = ordered
    this.bestOrder.length = this.shared
    for (let index = this.shared; index < this.order.length; index++) {
      this.bestOrder.push(this.order[index])
    }
    this.shared = this.order.length
    this.bestState = this.state
  }
}

/** A number in which every bit depends on all of another's. */
function scatter(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}
