import type { Micros } from '../core/clock.ts'

/** One item that waits; give it back to `cancel` when it need not wait any longer. */
export interface Deadline<Item> {
  readonly item: Item
  readonly due: Micros
  before: Deadline<Item> | undefined
  after: Deadline<Item> | undefined
  waits: boolean
}

/** Who keeps the time of a deadline: a node's context, or a client. */
export interface Timekeeper {
  /** Never goes back. */
  monotonicClock(): Micros
  after(delay: Micros, callback: () => void): unknown
}

interface DeadlineParts<Item> {
  readonly time: Timekeeper
  /** Every item waits this long. */
  readonly delay: Micros
  readonly expire: (item: Item) => void
}

/**
 * Many timeouts of one length for the price of one pending event: since all wait equally long, they fall due in the order in which they were
 * added. A cancelled one is forgotten at once, so that what it belongs to does not outlive its use.
 */
export class Deadlines<Item> {
  private readonly parts: DeadlineParts<Item>
  private first: Deadline<Item> | undefined
  private last: Deadline<Item> | undefined
  private armed = false
  private readonly onDue = () => this.sweep()

  constructor(parts: DeadlineParts<Item>) {
    this.parts = parts
  }

  add(item: Item): Deadline<Item> {
    const due = this.parts.time.monotonicClock() + this.parts.delay
    const deadline: Deadline<Item> = {
      item,
      due,
      before: this.last,
      after: undefined,
      waits: true,
    }
    if (this.last === undefined) this.first = deadline
    else this.last.after = deadline
    this.last = deadline
    if (!this.armed) this.arm(this.parts.delay)
    return deadline
  }

  /** Nothing happens to one that fell due or was cancelled before. */
  cancel(deadline: Deadline<Item>): void {
    if (!deadline.waits) return
    deadline.waits = false
    const { before, after } = deadline
    if (before === undefined) this.first = after
    else before.after = after
    if (after === undefined) this.last = before
    else after.before = before
  }

  private arm(delay: Micros): void {
    this.armed = true
    this.parts.time.after(delay, this.onDue)
  }

  private sweep(): void {
    this.armed = false
    const now = this.parts.time.monotonicClock()
    while (this.first !== undefined && this.first.due <= now) {
      const deadline = this.first
      this.cancel(deadline)
      this.parts.expire(deadline.item)
    }
    if (this.first !== undefined && !this.armed) this.arm(this.first.due - now)
  }
}
