import { assert } from './assert.ts'
import type { Micros } from './clock.ts'

/** Among events of one microsecond: faults strike first, then everything else in the order in which it was scheduled. */
export const Priority = { fault: 0, normal: 1 } as const
export type Priority = (typeof Priority)[keyof typeof Priority]

/** Names one scheduled event; stays valid, and harmless, after it fired. */
export type EventHandle = number

/** Sequence numbers stay below it, so that (priority, sequence) is one exact number. */
const SEQUENCES_A_PRIORITY = 2 ** 50
/** At most this many events wait at once: a handle holds slot and sequence in 53 bits. */
const MAXIMUM_PENDING_EVENTS = 2 ** 21
const CANCELLED = 0xff

/**
 * The pending events of a run, ordered by (time, priority, sequence number).
 *
 * A four-ary heap of plain columns: the heap moves numbers only, the payload of an event waits in a slot. After `pop`, the fields `time`,
 * `kind`, `target`, `source`, `tag` and `payload` hold the event, so that nothing is allocated for it.
 *
 * Invariants: (1) no event fires before one that is due earlier; (2) the time popped never decreases; (3) a slot is in the heap exactly once
 * or in the free list exactly once.
 */
export class EventQueue {
  time: Micros = 0
  kind = 0
  target = 0
  source = 0
  tag = 0
  payload: unknown = undefined

  private size = 0
  private cancelled = 0
  private sequence = 0
  private capacity = 256
  private times = new Float64Array(this.capacity)
  private orders = new Float64Array(this.capacity)
  private slots = new Int32Array(this.capacity)
  private kinds = new Uint8Array(this.capacity)
  private targets = new Int32Array(this.capacity)
  private sources = new Int32Array(this.capacity)
  private tags = new Float64Array(this.capacity)
  private sequences = new Float64Array(this.capacity)
  private payloads: unknown[] = new Array(this.capacity).fill(undefined)
  private free = Int32Array.from({ length: this.capacity }, (_, slot) => this.capacity - 1 - slot)

  /** Events that will still fire. */
  get pending(): number {
    return this.size - this.cancelled
  }

  /** @param kind 0 to 254: what the loop dispatches on; target, source and tag are the loop's to use */
  push(
    time: Micros,
    priority: Priority,
    kind: number,
    target: number,
    source: number,
    tag: number,
    payload: unknown,
  ): EventHandle {
    if (this.size === this.capacity) this.grow()
    const slot = this.free[this.capacity - this.size - 1]
    const sequence = this.sequence++
    this.kinds[slot] = kind
    this.targets[slot] = target
    this.sources[slot] = source
    this.tags[slot] = tag
    this.sequences[slot] = sequence
    this.payloads[slot] = payload
    this.rise(this.size++, time, priority * SEQUENCES_A_PRIORITY + sequence, slot)
    return sequence * MAXIMUM_PENDING_EVENTS + slot
  }

  /** Takes an event back; false when it has fired or was taken back before. */
  cancel(handle: EventHandle): boolean {
    const slot = handle % MAXIMUM_PENDING_EVENTS
    const sequence = (handle - slot) / MAXIMUM_PENDING_EVENTS
    if (this.sequences[slot] !== sequence || this.kinds[slot] === CANCELLED) return false
    this.kinds[slot] = CANCELLED
    this.payloads[slot] = undefined
    this.cancelled++
    return true
  }

  /** When the next event is due; Infinity when none waits. */
  nextTime(): Micros {
    while (this.size > 0 && this.kinds[this.slots[0]] === CANCELLED) {
      this.cancelled--
      this.removeFirst()
    }
    return this.size > 0 ? this.times[0] : Number.POSITIVE_INFINITY
  }

  /** Moves the next event into the fields, if it is due at or before `limit`. */
  pop(limit: Micros): boolean {
    const time = this.nextTime()
    if (time > limit || this.size === 0) return false
    const slot = this.slots[0]
    this.time = time
    this.kind = this.kinds[slot]
    this.target = this.targets[slot]
    this.source = this.sources[slot]
    this.tag = this.tags[slot]
    this.payload = this.payloads[slot]
    this.payloads[slot] = undefined
    this.removeFirst()
    return true
  }

  private removeFirst(): void {
    const slot = this.slots[0]
    this.sequences[slot] = -1
    const last = --this.size
    this.free[this.capacity - this.size - 1] = slot
    if (last > 0) this.sink(this.times[last], this.orders[last], this.slots[last])
  }

  private rise(hole: number, time: Micros, order: number, slot: number): void {
    const { times, orders, slots } = this
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
    const before = this.capacity
    const capacity = before * 2
    assert(
      capacity <= MAXIMUM_PENDING_EVENTS,
      `at most ${MAXIMUM_PENDING_EVENTS} events wait at once`,
    )
    this.times = copied(this.times, new Float64Array(capacity))
    this.orders = copied(this.orders, new Float64Array(capacity))
    this.slots = copied(this.slots, new Int32Array(capacity))
    this.kinds = copied(this.kinds, new Uint8Array(capacity))
    this.targets = copied(this.targets, new Int32Array(capacity))
    this.sources = copied(this.sources, new Int32Array(capacity))
    this.tags = copied(this.tags, new Float64Array(capacity))
    this.sequences = copied(this.sequences, new Float64Array(capacity))
    for (let slot = before; slot < capacity; slot++) this.payloads.push(undefined)
    // The queue is full here, so no slot is free but the new ones: they stand where `push` looks, at capacity - size - 1 and below.
    const free = new Int32Array(capacity)
    for (let index = 0; index < before; index++) free[index] = capacity - 1 - index
    this.free = free
    this.capacity = capacity
  }
}

function copied<Column extends Float64Array | Int32Array | Uint8Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from)
  return to
}
