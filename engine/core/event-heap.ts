import type { Micros } from './clock.ts'

/** A four-ary heap of (time, order, slot), least first; equal times by order. It moves numbers only. */
export class EventHeap {
  size = 0
  private times = new Float64Array(64)
  private orders = new Float64Array(64)
  private slots = new Int32Array(64)

  /** When the first event is due; Infinity when there is none. */
  get firstTime(): Micros {
    return this.size > 0 ? this.times[0] : Number.POSITIVE_INFINITY
  }

  /** Of the first event; there must be one. */
  get firstSlot(): number {
    return this.slots[0]
  }

  add(time: Micros, order: number, slot: number): void {
    if (this.size === this.times.length) this.grow()
    const { times, orders, slots } = this
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if (times[parent] < time || (times[parent] === time && orders[parent] < order)) break
      times[hole] = times[parent]
      orders[hole] = orders[parent]
      slots[hole] = slots[parent]
      hole = parent
    }
    times[hole] = time
    orders[hole] = order
    slots[hole] = slot
  }

  removeFirst(): void {
    const last = --this.size
    if (last > 0) this.sink(this.times[last], this.orders[last], this.slots[last])
  }

  private sink(time: Micros, order: number, slot: number): void {
    const { times, orders, slots, size } = this
    let hole = 0
    for (;;) {
      const first = hole * 4 + 1
      if (first >= size) break
      let least = first
      const end = Math.min(first + 4, size)
      for (let child = first + 1; child < end; child++) {
        if (
          times[child] < times[least] ||
          (times[child] === times[least] && orders[child] < orders[least])
        ) {
          least = child
        }
      }
      if (time < times[least] || (time === times[least] && order < orders[least])) break
      times[hole] = times[least]
      orders[hole] = orders[least]
      slots[hole] = slots[least]
      hole = least
    }
    times[hole] = time
    orders[hole] = order
    slots[hole] = slot
  }

  private grow(): void {
    const length = this.times.length * 2
    this.times = longer(this.times, new Float64Array(length))
    this.orders = longer(this.orders, new Float64Array(length))
    this.slots = longer(this.slots, new Int32Array(length))
  }
}

/** Copies a column into a longer one. */
export function longer<Column extends Float64Array | Int32Array | Uint8Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from)
  return to
}
