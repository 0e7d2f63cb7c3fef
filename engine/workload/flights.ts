import type { OperationId } from '../trace/event.ts'

interface Flying<Flight> {
  readonly id: OperationId
  /** The next one in the same bucket. */
  next: Flight | undefined
}

/**
 * The operations of a client that are under way, by number: a hash table chained through its own entries. A `Map`, which is built anew after every few
 * insertions and deletions, cost a twentieth of a run.
 */
export class Flights<Flight extends Flying<Flight>> {
  private buckets: (Flight | undefined)[] = new Array(8).fill(undefined)
  private count = 0

  get size(): number {
    return this.count
  }

  get(id: OperationId): Flight | undefined {
    let flight = this.buckets[this.bucketOf(id)]
    while (flight !== undefined && flight.id !== id) flight = flight.next
    return flight
  }

  /** @param flight one whose number is not in the table */
  add(flight: Flight): void {
    if (this.count === this.buckets.length) this.grow()
    this.count++
    this.chain(flight)
  }

  /** @param flight one of the table */
  delete(flight: Flight): void {
    this.count--
    const bucket = this.bucketOf(flight.id)
    let before = this.buckets[bucket]
    if (before === flight) {
      this.buckets[bucket] = flight.next
      return
    }
    while (before !== undefined && before.next !== flight) before = before.next
    if (before !== undefined) before.next = flight.next
  }

  private bucketOf(id: OperationId): number {
    return id & (this.buckets.length - 1)
  }

  private chain(flight: Flight): void {
    const bucket = this.bucketOf(flight.id)
    flight.next = this.buckets[bucket]
    this.buckets[bucket] = flight
  }

  private grow(): void {
    const before = this.buckets
    this.buckets = new Array(before.length * 2).fill(undefined)
    for (let flight of before) {
      while (flight !== undefined) {
        const { next }: Flight = flight
        this.chain(flight)
        flight = next
      }
    }
  }
}
