import type { Micros } from '../core/clock.ts'

interface Waiting<Item> {
  readonly item: Item
  readonly due: Micros
}

interface DeadlineParts<Item> {
  readonly now: () => Micros
  /** Every item waits this long. */
  readonly delay: Micros
  readonly after: (delay: Micros, callback: () => void) => void
  /** Items that are done need no event: they are passed over. */
  readonly isDone: (item: Item) => boolean
  readonly expire: (item: Item) => void
}

/**
 * Many timeouts of one length for the price of one pending event: since all wait equally long, they fall due in the order in which they were added.
 */
export class Deadlines<Item> {
  private readonly parts: DeadlineParts<Item>
  private readonly waiting: Waiting<Item>[] = []
  private head = 0
  private armed = false

  constructor(parts: DeadlineParts<Item>) {
    this.parts = parts
  }

  add(item: Item): void {
    this.waiting.push({ item, due: this.parts.now() + this.parts.delay })
    if (!this.armed) this.arm()
  }

  private arm(): void {
    this.armed = true
    const wait = this.waiting[this.head].due - this.parts.now()
    this.parts.after(wait, () => this.sweep())
  }

  private sweep(): void {
    this.armed = false
    const now = this.parts.now()
    while (this.head < this.waiting.length) {
      const { item, due } = this.waiting[this.head]
      const isDone = this.parts.isDone(item)
      if (!isDone && due > now) break
      this.head++
      if (!isDone) this.parts.expire(item)
    }
    this.forgetPassed()
    if (this.head < this.waiting.length && !this.armed) this.arm()
  }

  private forgetPassed(): void {
    if (this.head * 2 < this.waiting.length) return
    this.waiting.splice(0, this.head)
    this.head = 0
  }
}
