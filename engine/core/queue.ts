import { assert } from './assert.ts'
import type { Micros } from './clock.ts'
import { EventHeap, longer } from './event-heap.ts'
import { RING_PLACES, SlotRing } from './slot-ring.ts'

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

/** Where the next event waits. */
const Place = { nowhere: 0, near: 1, far: 2, heap: 3 } as const
type Place = (typeof Place)[keyof typeof Place]

/**
 * The pending events of a run, ordered by (time, priority, sequence number).
 *
 * Nearly all events are due within a second, at whole microseconds. They wait in a timing wheel of two rings: `near` has a place for each microsecond of the
 * current block of 1,024, `far` one for each of the blocks after it; when the time of a block comes, its events move from `far` to `near`. Everything else (faults,
 * what is due later than the wheel reaches, fractions of a microsecond) waits in a heap. What an event carries stands in a slot of plain columns; after `pop` the
 * fields below hold it, so that nothing is allocated for an event.
 *
 * Invariants: (1) no event fires before one that is due earlier; (2) the time popped never decreases, as long as nothing is pushed into the past; (3) a slot is in a
 * ring or the heap exactly once, or in the free list exactly once; (4) events of one time in the wheel come after those of that time in the heap: those are faults, or
 * were pushed earlier, when the wheel did not reach so far; (5) the list of a place is in order of sequence: a place of `near` takes events directly only after
 * those of its block have come from `far`.
 * Source of the wheel: Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", SOSP 1987.
 */
export class EventQueue {
  time: Micros = 0
  kind = 0
  target = 0
  source = 0
  tag = 0
  operation = 0
  label = 0
  payload: unknown = undefined
  /** Of the event popped last. */
  private slot = 0
  private poppedSequence = -1

  private readonly near = new SlotRing()
  private readonly far = new SlotRing()
  private readonly heap = new EventHeap()
  /** Number of the block whose events `near` holds: time / 1,024. */
  private block = 0
  /** Where `nextTime` found the next event. */
  private found: Place = Place.nowhere
  private foundPlace = 0

  private used = 0
  private cancelled = 0
  private sequence = 0
  private capacity = 256
  private next = new Int32Array(this.capacity)
  private times = new Float64Array(this.capacity)
  private kinds = new Uint8Array(this.capacity)
  private targets = new Int32Array(this.capacity)
  private sources = new Int32Array(this.capacity)
  private tags = new Float64Array(this.capacity)
  private operations = new Int32Array(this.capacity)
  private labels = new Int32Array(this.capacity)
  private sequences = new Float64Array(this.capacity)
  private payloads: unknown[] = new Array(this.capacity).fill(undefined)
  private free = Int32Array.from({ length: this.capacity }, (_, slot) => this.capacity - 1 - slot)

  /** Events that will still fire. */
  get pending(): number {
    return this.used - this.cancelled
  }

  /** Handle of the event popped last. */
  get handle(): EventHandle {
    return this.poppedSequence * MAXIMUM_PENDING_EVENTS + this.slot
  }

  /** @param kind 0 to 254: what the loop dispatches on; target, source, tag, operation and label are the loop's to use */
  push(
    time: Micros,
    priority: Priority,
    kind: number,
    target: number,
    source: number,
    tag: number,
    payload: unknown,
    operation = 0,
    label = 0,
  ): EventHandle {
    if (this.used === this.capacity) this.grow()
    const slot = this.free[this.capacity - ++this.used]
    const sequence = this.sequence++
    this.times[slot] = time
    this.kinds[slot] = kind
    this.targets[slot] = target
    this.sources[slot] = source
    this.tags[slot] = tag
    this.operations[slot] = operation
    this.labels[slot] = label
    this.sequences[slot] = sequence
    this.payloads[slot] = payload
    if (priority === Priority.fault || !this.reaches(time, slot)) {
      this.heap.add(time, priority * SEQUENCES_A_PRIORITY + sequence, slot)
    }
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
    let time = this.nearTime()
    if (this.found === Place.nowhere && !this.far.isEmpty) time = this.farTime()
    return this.heap.size > 0 ? this.orHeapTime(time) : time
  }

  /** Moves the next event into the fields, if it is due at or before `limit`. */
  pop(limit: Micros): boolean {
    const time = this.nextTime()
    if (time > limit || this.found === Place.nowhere) return false
    const slot = this.take()
    this.slot = slot
    this.poppedSequence = this.sequences[slot]
    this.time = time
    this.kind = this.kinds[slot]
    this.target = this.targets[slot]
    this.source = this.sources[slot]
    this.tag = this.tags[slot]
    this.operation = this.operations[slot]
    this.label = this.labels[slot]
    this.payload = this.payloads[slot]
    this.release(slot)
    return true
  }

  /** Puts an event into the wheel, if it is due where the wheel reaches. */
  private reaches(time: Micros, slot: number): boolean {
    const block = Math.floor(time / RING_PLACES)
    const ahead = block - this.block
    const place = time - block * RING_PLACES
    if (!(ahead >= 0 && ahead < RING_PLACES) || place !== (place | 0)) return false
    if (ahead === 0) this.near.append(place, slot, this.next)
    else this.far.append(block & (RING_PLACES - 1), slot, this.next)
    return true
  }

  /** When the first event of the current block is due. */
  private nearTime(): Micros {
    const { near, next } = this
    while (!near.isEmpty) {
      const place = near.lowest()
      const slot = near.first(place, next)
      if (this.kinds[slot] !== CANCELLED) {
        this.found = Place.near
        this.foundPlace = place
        return this.times[slot]
      }
      near.removeFirst(place, next)
      this.forget(slot)
    }
    this.found = Place.nowhere
    return Number.POSITIVE_INFINITY
  }

  /** When the first event of the next block that has one is due. The block does not become the current one before that event is taken. */
  private farTime(): Micros {
    const { far } = this
    while (!far.isEmpty) {
      const place = far.lowestFrom((this.block + 1) & (RING_PLACES - 1))
      const time = this.earliestOf(place)
      if (time < Number.POSITIVE_INFINITY) {
        this.found = Place.far
        this.foundPlace = place
        return time
      }
      this.emptyFar(place, false)
    }
    return Number.POSITIVE_INFINITY
  }

  private earliestOf(place: number): Micros {
    const { next, times, kinds } = this
    const last = this.far.last(place)
    let earliest = Number.POSITIVE_INFINITY
    let slot = last
    do {
      slot = next[slot]
      if (kinds[slot] !== CANCELLED && times[slot] < earliest) earliest = times[slot]
    } while (slot !== last)
    return earliest
  }

  /** @param time of the first event in the wheel */
  private orHeapTime(time: Micros): Micros {
    const { heap } = this
    while (heap.size > 0 && this.kinds[heap.firstSlot] === CANCELLED) {
      const slot = heap.firstSlot
      heap.removeFirst()
      this.forget(slot)
    }
    if (heap.size === 0 || heap.firstTime > time) return time
    this.found = Place.heap
    return heap.firstTime
  }

  /** Takes the event that `nextTime` found out of its place. */
  private take(): number {
    if (this.found === Place.heap) return this.takeFromHeap()
    if (this.found === Place.far) this.turn(this.foundPlace)
    const slot = this.near.first(this.foundPlace, this.next)
    this.near.removeFirst(this.foundPlace, this.next)
    return slot
  }

  private takeFromHeap(): number {
    const { heap } = this
    // A wheel that has nothing to bring is brought along, so that it reaches what is pushed next.
    if (this.near.isEmpty && this.far.isEmpty) {
      this.block = Math.max(this.block, Math.floor(heap.firstTime / RING_PLACES))
    }
    const slot = heap.firstSlot
    heap.removeFirst()
    return slot
  }

  /** The block at a place of `far` becomes the current one. */
  private turn(place: number): void {
    this.block += (place - this.block) & (RING_PLACES - 1)
    this.emptyFar(place, true)
    this.foundPlace = this.near.lowest()
  }

  /** Forgets the cancelled events of a place, and moves the others to the current block. */
  private emptyFar(place: number, moves: boolean): void {
    const { next, times, kinds } = this
    const last = this.far.last(place)
    let slot = next[last]
    this.far.clear(place)
    for (;;) {
      const after = next[slot]
      if (moves && kinds[slot] !== CANCELLED) {
        this.near.append(times[slot] & (RING_PLACES - 1), slot, next)
      } else this.forget(slot)
      if (slot === last) break
      slot = after
    }
  }

  private forget(slot: number): void {
    this.cancelled--
    this.release(slot)
  }

  private release(slot: number): void {
    this.sequences[slot] = -1
    this.payloads[slot] = undefined
    this.free[this.capacity - this.used--] = slot
  }

  private grow(): void {
    const before = this.capacity
    const capacity = before * 2
    assert(
      capacity <= MAXIMUM_PENDING_EVENTS,
      `at most ${MAXIMUM_PENDING_EVENTS} events wait at once`,
    )
    this.next = longer(this.next, new Int32Array(capacity))
    this.times = longer(this.times, new Float64Array(capacity))
    this.kinds = longer(this.kinds, new Uint8Array(capacity))
    this.targets = longer(this.targets, new Int32Array(capacity))
    this.sources = longer(this.sources, new Int32Array(capacity))
    this.tags = longer(this.tags, new Float64Array(capacity))
    this.operations = longer(this.operations, new Int32Array(capacity))
    this.labels = longer(this.labels, new Int32Array(capacity))
    this.sequences = longer(this.sequences, new Float64Array(capacity))
    for (let slot = before; slot < capacity; slot++) this.payloads.push(undefined)
    // The queue is full here, so no slot is free but the new ones: they stand where `push` looks, at capacity - used - 1 and below.
    const free = new Int32Array(capacity)
    for (let index = 0; index < before; index++) free[index] = capacity - 1 - index
    this.free = free
    this.capacity = capacity
  }
}
