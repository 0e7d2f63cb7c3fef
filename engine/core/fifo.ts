/** First in, first out, at constant cost however long it gets, and without garbage: a ring that grows. */
export class Fifo<Item> {
  private ring: (Item | undefined)[] = new Array(8).fill(undefined)
  private head = 0
  private count = 0

  get length(): number {
    return this.count
  }

  push(item: Item): void {
    if (this.count === this.ring.length) this.grow()
    this.ring[(this.head + this.count++) & (this.ring.length - 1)] = item
  }

  /** The oldest item; there must be one. */
  get first(): Item {
    return this.ring[this.head] as Item
  }

  /** Takes the oldest item; there must be one. */
  shift(): Item {
    const { ring, head } = this
    const item = ring[head] as Item
    ring[head] = undefined
    this.head = (head + 1) & (ring.length - 1)
    this.count--
    return item
  }

  clear(): void {
    this.ring.fill(undefined)
    this.head = 0
    this.count = 0
  }

  private grow(): void {
    const { ring, head, count } = this
    const longer: (Item | undefined)[] = new Array(count * 2).fill(undefined)
    for (let at = 0; at < count; at++) longer[at] = ring[(head + at) & (count - 1)]
    this.ring = longer
    this.head = 0
  }
}
