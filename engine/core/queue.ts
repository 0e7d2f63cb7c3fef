import { assert } from './assert.ts'
import type { Micros } from './clock.ts'
import { EventHeap, longer } from './event-heap.ts'
import { NO_SLOT, SLOT_SHIFT, SlotRing } from './slot-ring.ts'

/** Among events of one microsecond: faults strike first, then everything else in the order in which it was scheduled. */
export const Priority = { fault: 0, normal: 1 } as const
export type Priority = (typeof Priority)[keyof typeof Priority]

/** Names one scheduled event; stays valid, and harmless, after it fired. */
export type EventHandle = number

/** Numbers of heap entries stay below it, so that (priority, number) is one exact number. */
const NUMBERS_A_PRIORITY = 2 ** 50
/** At most this many events wait at once: a handle holds slot and generation in 53 bits. */
const MAXIMUM_PENDING_EVENTS = 2 ** 21
/** A block is 2 to this many microseconds long. */
const BLOCK_BITS = 13
const BLOCK: Micros = 1 << BLOCK_BITS
/** Blocks that the wheel holds. */
const BLOCKS = 1_024
/** How far it reaches from the beginning of the current block. */
const REACH: Micros = BLOCK * BLOCKS
const CANCELLED = 0xff
/** No place. */
const NOWHERE = -1

/** What a slot's record holds, one 32-bit number each: together they fill half a line of the processor's cache. */
const Field = {
  next: 0,
  kind: 1,
  target: 2,
  source: 3,
  tag: 4,
  operation: 5,
  label: 6,
  /** How often the slot has been used before. */
  generation: 7,
} as const

/**
 * The pending events of a run, ordered by (time, priority, order of arrival).
 *
 * Nearly all events are due within seconds, at whole microseconds. They wait in a timing wheel of two rings: `near` has a place for each microsecond of the
 * current block of 8,192, `far` one for each of the blocks after it; when the time of a block comes, its events move from `far` to `near`. Everything else (faults,
 * what is due later than the wheel reaches, fractions of a microsecond) waits in a heap. What an event carries stands in the record of a slot; after `pop` the
 * fields below hold it, so that nothing is allocated for an event.
 *
 * Invariants: (1) no event fires before one that is due earlier; (2) the time popped never decreases, as long as nothing is pushed into the past; (3) a slot is in a
 * ring or the heap exactly once, or in the free list exactly once; (4) events of one time in the wheel come after those of that time in the heap: those are faults, or
 * were pushed earlier, when the wheel did not reach so far; (5) the list of a place is in order of arrival: a place of `near` takes events directly only after
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
  private generation = -1

  private readonly near = new SlotRing(BLOCK)
  private readonly far = new SlotRing(BLOCKS)
  private readonly heap = new EventHeap()
  /** When the block begins whose events `near` holds. */
  private blockTime: Micros = 0
  /** Its place in `far`. */
  private blockPlace = 0
  /** Where the event popped last was in it; there is none before. */
  private nearPlace = 0

  private used = 0
  private cancelled = 0
  private heapNumber = 0
  private slots = new Int32Array(0)
  private times = new Float64Array(0)
  private readonly payloads: unknown[] = [undefined]
  /** The first slot of the free list. */
  private free = NO_SLOT

  /** Events that will still fire. */
  get pending(): number {
    return this.used - this.cancelled
  }

  /** Handle of the event popped last. */
  get handle(): EventHandle {
    return this.generation * MAXIMUM_PENDING_EVENTS + this.slot
  }

  /**
   * @param kind 0 to 254: what the loop dispatches on; target, source, tag, operation and label, whole numbers of 32 bits, are the loop's to use
   * @returns the event's slot, for `handleOf`
   */
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
  ): number {
    if (this.free === NO_SLOT) this.grow()
    const { slots, free: slot } = this
    const at = slot << SLOT_SHIFT
    this.free = slots[at + Field.next]
    this.used++
    slots[at + Field.kind] = kind
    slots[at + Field.target] = target
    slots[at + Field.source] = source
    slots[at + Field.tag] = tag
    slots[at + Field.operation] = operation
    slots[at + Field.label] = label
    this.times[slot] = time
    this.payloads[slot] = payload
    if (priority === Priority.fault || !this.reaches(time, slot)) {
      this.heap.add(time, priority * NUMBERS_A_PRIORITY + this.heapNumber++, slot)
    }
    return slot
  }

  /** The name of the event that was pushed into a slot last. */
  handleOf(slot: number): EventHandle {
    const generation = this.slots[(slot << SLOT_SHIFT) + Field.generation]
    return generation * MAXIMUM_PENDING_EVENTS + slot
  }

  /** Takes an event back; false when it has fired or was taken back before. */
  cancel(handle: EventHandle): boolean {
    const slot = handle % MAXIMUM_PENDING_EVENTS
    const kind = (slot << SLOT_SHIFT) + Field.kind
    if (this.handleOf(slot) !== handle || this.slots[kind] === CANCELLED) return false
    this.slots[kind] = CANCELLED
    this.payloads[slot] = undefined
    this.cancelled++
    return true
  }

  /** When the next event is due; Infinity when none waits. */
  nextTime(): Micros {
    const far = this.firstNear() === NO_SLOT ? this.firstFar() : NOWHERE
    return Math.min(this.wheelTime(far), this.heapTime())
  }

  /** Moves the next event into the fields, if it is due at or before `limit`. */
  pop(limit: Micros): boolean {
    const slot = this.firstNear()
    if (slot === NO_SLOT || this.heap.firstTime <= this.times[slot]) return this.popElsewhere(limit)
    if (this.times[slot] > limit) return false
    this.takeNear(slot)
    return true
  }

  /** As `pop`, where the next event is not in the current block, or may not be. */
  private popElsewhere(limit: Micros): boolean {
    const far = this.firstNear() === NO_SLOT ? this.firstFar() : NOWHERE
    const wheelTime = this.wheelTime(far)
    const heapTime = this.heapTime()
    const time = Math.min(wheelTime, heapTime)
    if (time > limit || time === Number.POSITIVE_INFINITY) return false
    if (heapTime <= wheelTime) this.fire(this.takeFromHeap())
    else {
      if (far !== NOWHERE) this.turn(far)
      this.takeNear(this.firstNear())
    }
    return true
  }

  /** @param slot the first event of the current block */
  private takeNear(slot: number): void {
    this.nearPlace = this.times[slot] - this.blockTime
    this.near.removeFirst(this.nearPlace, this.slots)
    this.fire(slot)
  }

  /** Puts an event into the wheel, if it is due where the wheel reaches. */
  private reaches(time: Micros, slot: number): boolean {
    const ahead = time - this.blockTime
    const offset = ahead | 0
    if (offset !== ahead || offset < this.nearPlace || offset >= REACH) return false
    const blocks = offset >> BLOCK_BITS
    if (blocks === 0) this.near.append(offset, slot, this.slots)
    else this.far.append((this.blockPlace + blocks) % BLOCKS, slot, this.slots)
    return true
  }

  /** The first event of the current block. */
  private firstNear(): number {
    const { near, slots } = this
    while (!near.isEmpty) {
      const place = near.next(this.nearPlace)
      const slot = near.first(place, slots)
      if (slots[(slot << SLOT_SHIFT) + Field.kind] !== CANCELLED) return slot
      near.removeFirst(place, slots)
      this.forget(slot)
    }
    return NO_SLOT
  }

  /** The place in `far` of the next block that has an event. It does not become the current one before that event is taken. */
  private firstFar(): number {
    const { far } = this
    while (!far.isEmpty) {
      const place = far.next((this.blockPlace + 1) % BLOCKS)
      if (this.earliestOf(place) < Number.POSITIVE_INFINITY) return place
      this.emptyFar(place, false)
    }
    return NOWHERE
  }

  /** When the first event of the wheel is due. @param far where its block is, if it is not the current one */
  private wheelTime(far: number): Micros {
    if (far !== NOWHERE) return this.earliestOf(far)
    const slot = this.firstNear()
    return slot === NO_SLOT ? Number.POSITIVE_INFINITY : this.times[slot]
  }

  private earliestOf(place: number): Micros {
    const { slots, times } = this
    const last = this.far.last(place)
    let earliest = Number.POSITIVE_INFINITY
    let slot = last
    do {
      slot = slots[slot << SLOT_SHIFT]
      const isDue = slots[(slot << SLOT_SHIFT) + Field.kind] !== CANCELLED
      if (isDue && times[slot] < earliest) earliest = times[slot]
    } while (slot !== last)
    return earliest
  }

  /** When the first event of the heap is due. */
  private heapTime(): Micros {
    const { heap, slots } = this
    while (heap.size > 0) {
      const slot = heap.firstSlot
      if (slots[(slot << SLOT_SHIFT) + Field.kind] !== CANCELLED) break
      heap.removeFirst()
      this.forget(slot)
    }
    return heap.firstTime
  }

  private takeFromHeap(): number {
    const { heap } = this
    // A wheel that has nothing to bring is brought along, so that it reaches what is pushed next.
    if (this.near.isEmpty && this.far.isEmpty) this.bringTo(heap.firstTime)
    const slot = heap.firstSlot
    heap.removeFirst()
    return slot
  }

  private bringTo(time: Micros): void {
    const block = Math.floor(Math.max(time, this.blockTime) / BLOCK)
    this.blockTime = block * BLOCK
    this.blockPlace = block % BLOCKS
    this.nearPlace = 0
  }

  /** The block at a place of `far` becomes the current one. */
  private turn(place: number): void {
    this.blockTime += ((place - this.blockPlace + BLOCKS) % BLOCKS) * BLOCK
    this.blockPlace = place
    this.nearPlace = 0
    this.emptyFar(place, true)
  }

  /** Forgets the cancelled events of a place, and moves the others to the current block. */
  private emptyFar(place: number, moves: boolean): void {
    const { slots, times } = this
    const last = this.far.last(place)
    let slot = slots[last << SLOT_SHIFT]
    this.far.clear(place)
    for (;;) {
      const at = slot << SLOT_SHIFT
      const after = slots[at + Field.next]
      if (moves && slots[at + Field.kind] !== CANCELLED) {
        this.near.append(times[slot] - this.blockTime, slot, slots)
      } else this.forget(slot)
      if (slot === last) break
      slot = after
    }
  }

  /** Moves an event that is in no ring and no heap any more into the fields. */
  private fire(slot: number): void {
    const { slots } = this
    const at = slot << SLOT_SHIFT
    this.slot = slot
    this.generation = slots[at + Field.generation]
    this.time = this.times[slot]
    this.kind = slots[at + Field.kind]
    this.target = slots[at + Field.target]
    this.source = slots[at + Field.source]
    this.tag = slots[at + Field.tag]
    this.operation = slots[at + Field.operation]
    this.label = slots[at + Field.label]
    this.payload = this.payloads[slot]
    this.release(slot)
  }

  private forget(slot: number): void {
    this.cancelled--
    this.release(slot)
  }

  private release(slot: number): void {
    const at = slot << SLOT_SHIFT
    this.slots[at + Field.generation]++
    this.slots[at + Field.next] = this.free
    this.payloads[slot] = undefined
    this.free = slot
    this.used--
  }

  /** Makes room when all slots are in use. */
  private grow(): void {
    const before = this.times.length
    const capacity = Math.max(256, before * 2)
    assert(
      capacity <= MAXIMUM_PENDING_EVENTS,
      `at most ${MAXIMUM_PENDING_EVENTS} events wait at once`,
    )
    this.slots = longer(this.slots, new Int32Array(capacity << SLOT_SHIFT))
    this.times = longer(this.times, new Float64Array(capacity))
    for (let slot = Math.max(1, before); slot < capacity; slot++) {
      this.slots[slot << SLOT_SHIFT] = slot + 1 < capacity ? slot + 1 : NO_SLOT
      this.payloads[slot] = undefined
    }
    this.free = Math.max(1, before)
  }
}
