import type { Micros } from '../core/clock.ts'

/** What waits for something, in at most one list of deadlines; its fields are that list's to change. */
export interface Waiting {
  /** By the timekeeper's clock. */
  since: Micros
  before: Waiting | undefined
  after: Waiting | undefined
  waits: boolean
}

/** Who keeps the time of a deadline: a node's context, or a client. */
export interface Timekeeper {
  /** Never goes back. */
  monotonicClock(): Micros
  after(delay: Micros, callback: () => void): unknown
}

/** Something that happens to every item that has waited so long. */
export interface Stage<Item> {
  readonly delay: Micros
  readonly expire: (item: Item) => void
}

/**
 * Many timeouts of the same lengths for the price of one pending event a length: since all items wait equally long, they fall due in the order in which they were
 * added. One that is cancelled is forgotten at once, so that it does not outlive its use. The items themselves are the list: nothing is made for one.
 *
 * Invariants: (1) items stand in order of `since`; (2) an item leaves when it is cancelled, or when the last stage comes.
 */
export class Deadlines<Item extends Waiting> {
  private readonly time: Timekeeper
  // Filled one by one: what `map` gives becomes another kind of array to V8 once it compiles the constructor, and all that reads it would be compiled anew.
  private readonly stages: Watch<Item>[] = []
  private last: Waiting | undefined = undefined

  /** @param stages the last one is the longest */
  constructor(time: Timekeeper, ...stages: readonly Stage<Item>[]) {
    this.time = time
    for (const stage of stages) {
      const isLast = this.stages.length === stages.length - 1
      const expire = isLast ? (item: Item) => this.end(item, stage) : stage.expire
      this.stages.push(new Watch<Item>(time, stage.delay, expire))
    }
  }

  add(item: Item): void {
    item.since = this.time.monotonicClock()
    item.before = this.last
    item.after = undefined
    item.waits = true
    if (this.last !== undefined) this.last.after = item
    this.last = item
    for (let at = 0; at < this.stages.length; at++) this.stages[at].add(item)
  }

  /** Nothing happens to one that does not wait any more. */
  cancel(item: Item): void {
    if (!item.waits) return
    const { before, after } = item
    item.waits = false
    for (let at = 0; at < this.stages.length; at++) this.stages[at].pass(item)
    if (before !== undefined) before.after = after
    if (after !== undefined) after.before = before
    else this.last = before
  }

  private end(item: Item, { expire }: Stage<Item>): void {
    this.cancel(item)
    expire(item)
  }
}

/** Looks after one length of time. */
class Watch<Item extends Waiting> {
  private readonly time: Timekeeper
  private readonly delay: Micros
  private readonly expire: (item: Item) => void
  /** The first item that has not waited so long. */
  private next: Waiting | undefined = undefined
  private isArmed = false
  private readonly onDue = () => this.sweep()

  constructor(time: Timekeeper, delay: Micros, expire: (item: Item) => void) {
    this.time = time
    this.delay = delay
    this.expire = expire
  }

  /** @param item the last of the list */
  add(item: Item): void {
    if (this.next === undefined) this.next = item
    if (!this.isArmed) this.arm(this.delay)
  }

  /** An item of the list is not to be waited for. */
  pass(item: Waiting): void {
    if (this.next === item) this.next = item.after
  }

  private arm(delay: Micros): void {
    this.isArmed = true
    this.time.after(delay, this.onDue)
  }

  private sweep(): void {
    this.isArmed = false
    const now = this.time.monotonicClock()
    while (this.next !== undefined && this.next.since + this.delay <= now) {
      const item = this.next
      this.pass(item)
      this.expire(item as Item)
    }
    if (this.next !== undefined && !this.isArmed) this.arm(this.next.since + this.delay - now)
  }
}
