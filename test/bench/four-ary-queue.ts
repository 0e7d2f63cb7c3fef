import { DELAYS } from './bare-queue.ts'

/** For comparison with the bare queue: the fastest heap that we know, four-ary, holding the same. */
class FourAryQueue {
  time = 0
  event = 0
  private size = 0
  private sequence = 0
  private readonly times: Float64Array
  private readonly orders: Float64Array
  private readonly events: Int32Array

  constructor(capacity: number) {
    this.times = new Float64Array(capacity)
    this.orders = new Float64Array(capacity)
    this.events = new Int32Array(capacity)
  }

  push(time: number, event: number): void {
    const { times, orders, events } = this
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if (times[parent] <= time) break
      times[hole] = times[parent]
      orders[hole] = orders[parent]
      events[hole] = events[parent]
      hole = parent
    }
    times[hole] = time
    orders[hole] = this.sequence++
    events[hole] = event
  }

  pop(): void {
    const { times, orders, events } = this
    this.time = times[0]
    this.event = events[0]
    const last = --this.size
    const time = times[last]
    const order = orders[last]
    let hole = 0
    for (;;) {
      const first = hole * 4 + 1
      if (first >= last) break
      let least = first
      const end = Math.min(first + 4, last)
      for (let child = first + 1; child < end; child++) {
        const isEarlier = times[child] < times[least]
        const isTie = times[child] === times[least] && orders[child] < orders[least]
        if (isEarlier || isTie) least = child
      }
      if (time < times[least] || (time === times[least] && order < orders[least])) break
      times[hole] = times[least]
      orders[hole] = orders[least]
      events[hole] = events[least]
      hole = least
    }
    times[hole] = time
    orders[hole] = order
    events[hole] = events[last]
  }
}

/** As `turnOver`. */
export function turnOverFourAry(depth: number, count: number): number {
  const queue = new FourAryQueue(depth + 1)
  for (let at = 0; at < depth; at++) queue.push(DELAYS[at % DELAYS.length], at)
  for (let at = 0; at < count; at++) {
    queue.pop()
    queue.push(queue.time + DELAYS[at & (DELAYS.length - 1)], queue.event)
  }
  return count
}
