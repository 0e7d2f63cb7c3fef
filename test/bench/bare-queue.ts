import { EventHeap } from '../../engine/core/event-heap.ts'

/**
 * The floor: a queue of events that does nothing else. A plain binary heap of typed arrays, ordered by time and then by order of arrival, holding one small number an
 * event: what a simulation begins with.
 */
class BareQueue {
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
      const parent = (hole - 1) >> 1
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
    let hole = 0
    for (let child = 1; child < last; child = hole * 2 + 1) {
      if (child + 1 < last && this.isBefore(child + 1, child)) child++
      if (!this.isBefore(child, last)) break
      times[hole] = times[child]
      orders[hole] = orders[child]
      events[hole] = events[child]
      hole = child
    }
    times[hole] = times[last]
    orders[hole] = orders[last]
    events[hole] = events[last]
  }

  private isBefore(one: number, other: number): boolean {
    const { times, orders } = this
    return times[one] < times[other] || (times[one] === times[other] && orders[one] < orders[other])
  }
}

/** Pops an event and pushes one in its place, `count` times, at a steady depth. Gives `count`. */
export function turnOver(depth: number, count: number): number {
  const queue = new BareQueue(depth + 1)
  for (let at = 0; at < depth; at++) queue.push(DELAYS[at % DELAYS.length], at)
  for (let at = 0; at < count; at++) {
    queue.pop()
    queue.push(queue.time + DELAYS[at & (DELAYS.length - 1)], queue.event)
  }
  return count
}

/** As `turnOver`, of the heap in which the engine keeps what its wheel does not hold: four-ary, which is faster. */
export function turnOverEventHeap(depth: number, count: number): number {
  const heap = new EventHeap()
  for (let at = 0; at < depth; at++) heap.add(DELAYS[at % DELAYS.length], at, at)
  for (let at = 0; at < count; at++) {
    const { firstTime, firstSlot } = heap
    heap.removeFirst()
    heap.add(firstTime + DELAYS[at & (DELAYS.length - 1)], depth + at, firstSlot)
  }
  return count
}

/** 1 to 1000 microseconds, scattered; drawn beforehand, so that only the queue is measured. */
const DELAYS = Float64Array.from(
  { length: 65_536 },
  (_, at) => 1 + ((Math.imul(at, 0x9e3779b1) >>> 8) % 1_000),
)
