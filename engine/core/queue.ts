import { assert } from './assert.ts'
import type { Micros } from './clock.ts'
import { EventHeap, longer } from './event-heap.ts'
import { NO_SLOT, SlotRing } from './slot-ring.ts'

/** Among events of one microsecond: faults strike first, then everything else in the order in which it was scheduled. */
export const Priority = { fault: 0, normal: 1 } as const
export type Priority = (typeof Priority)[keyof typeof Priority]

/** Names one scheduled event; stays valid, and harmless, after it fired. */
export type EventHandle = number

/** Numbers of heap entries stay below it, so that (priority, number) is one exact number. */
const NUMBERS_A_PRIORITY = 2 ** 50
/** At most this many events wait at once. */
const MAXIMUM_PENDING_EVENTS = 2 ** 21
/** Slots stay below it, so that a handle is one exact number for 2^28 generations. */
const LARGEST_SLOT = 2 ** 25
/** A block is 2 to this many microseconds long. */
const BLOCK_BITS = 12
const BLOCK: Micros = 1 << BLOCK_BITS
/** Blocks that the wheel holds. */
const BLOCKS = 1_024
/** How far it reaches from the beginning of the current block. */
const REACH: Micros = BLOCK * BLOCKS
/** Where in the queue's memory the parts begin. */
const NEAR = 0
const FAR = SlotRing.size(BLOCK)
/** A slot's record has 2 to this many numbers; records begin at multiples of that. */
const RECORD_BITS = 3
const RECORD = 1 << RECORD_BITS
const RECORDS = FAR + SlotRing.size(BLOCKS)
const CANCELLED = 0xff
/** No place. */
const NOWHERE = -1

/** Slots are named by where their records begin, and numbered without gaps. */
const numberOf = (slot: number): number => slot >> RECORD_BITS

/** What a slot's record holds, one 32-bit number each: together they fill half a line of the processor's cache. */
const Field = {
  /** The slot that follows in its list. */
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
 * current block of 4,096, `far` one for each of the blocks after it; when the time of a block comes, its events move from `far` to `near`. Everything else (faults,
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

  private readonly near = new SlotRing(NEAR, BLOCK)
  private readonly far = new SlotRing(FAR, BLOCKS)
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
  /** The rings, then the records of the slots. */
  private memory = new Int32Array(RECORDS)
  /** By number of the slot, as the payloads. */
  private times = new Float64Array(numberOf(RECORDS))
  private readonly payloads: unknown[] = new Array(numberOf(RECORDS)).fill(undefined)
  /** The first slot of the free list. */
  private free = NO_SLOT

  /** Events that will still fire. */
  get pending(): number {
    return this.used - this.cancelled
  }

  /** Handle of the event popped last. */
  get handle(): EventHandle {
    return this.generation * LARGEST_SLOT + this.slot
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
    const { memory, free: slot } = this
    this.free = memory[slot + Field.next]
    this.used++
    memory[slot + Field.kind] = kind
    memory[slot + Field.target] = target
    memory[slot + Field.source] = source
    memory[slot + Field.tag] = tag
    memory[slot + Field.operation] = operation
    memory[slot + Field.label] = label
    this.times[numberOf(slot)] = time
    this.payloads[numberOf(slot)] = payload
    if (priority === Priority.fault || !this.reaches(time, slot)) {
      this.heap.add(time, priority * NUMBERS_A_PRIORITY + this.heapNumber++, slot)
    }
    return slot
  }

  /** The name of the event that was pushed into a slot last. */
  handleOf(slot: number): EventHandle {
    return this.memory[slot + Field.generation] * LARGEST_SLOT + slot
  }

  /** Takes an event back; false when it has fired or was taken back before. */
  cancel(handle: EventHandle): boolean {
    const slot = handle % LARGEST_SLOT
    if (this.handleOf(slot) !== handle || this.isCancelled(slot)) return false
    this.memory[slot + Field.kind] = CANCELLED
    this.payloads[numberOf(slot)] = undefined
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
    if (slot === NO_SLOT || this.heap.firstTime <= this.times[numberOf(slot)])
      return this.popElsewhere(limit)
    if (this.times[numberOf(slot)] > limit) return false
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
    this.nearPlace = this.times[numberOf(slot)] - this.blockTime
    this.near.removeFirst(this.memory, this.nearPlace)
    this.fire(slot)
  }

  /** Puts an event into the wheel, if it is due where the wheel reaches. */
  private reaches(time: Micros, slot: number): boolean {
    const ahead = time - this.blockTime
    const offset = ahead | 0
    if (offset !== ahead || offset < this.nearPlace || offset >= REACH) return false
    const blocks = offset >> BLOCK_BITS
    if (blocks === 0) this.near.append(this.memory, offset, slot)
    else this.far.append(this.memory, (this.blockPlace + blocks) % BLOCKS, slot)
    return true
  }

  /** The first event of the current block. */
  private firstNear(): number {
    const { near, memory } = this
    while (!near.isEmpty) {
      const place = near.next(memory, this.nearPlace)
      const slot = near.first(memory, place)
      if (memory[slot + Field.kind] !== CANCELLED) return slot
      near.removeFirst(memory, place)
      this.forget(slot)
    }
    return NO_SLOT
  }

  /** The place in `far` of the next block that has an event. It does not become the current one before that event is taken. */
  private firstFar(): number {
    const { far } = this
    while (!far.isEmpty) {
      const place = far.next(this.memory, (this.blockPlace + 1) % BLOCKS)
      if (this.earliestOf(place) < Number.POSITIVE_INFINITY) return place
      this.emptyFar(place, false)
    }
    return NOWHERE
  }

  /** When the first event of the wheel is due. @param far where its block is, if it is not the current one */
  private wheelTime(far: number): Micros {
    if (far !== NOWHERE) return this.earliestOf(far)
    const slot = this.firstNear()
    return slot === NO_SLOT ? Number.POSITIVE_INFINITY : this.times[numberOf(slot)]
  }

  private earliestOf(place: number): Micros {
    const { memory, times } = this
    const last = this.far.last(memory, place)
    let earliest = Number.POSITIVE_INFINITY
    let slot = last
    do {
      slot = memory[slot + Field.next]
      if (!this.isCancelled(slot)) earliest = Math.min(earliest, times[numberOf(slot)])
    } while (slot !== last)
    return earliest
  }

  /** When the first event of the heap is due. */
  private heapTime(): Micros {
    const { heap } = this
    while (heap.size > 0) {
      const slot = heap.firstSlot
      if (!this.isCancelled(slot)) break
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
    const { memory, times } = this
    const last = this.far.last(memory, place)
    let slot = memory[last + Field.next]
    this.far.clear(memory, place)
    for (;;) {
      const after = memory[slot + Field.next]
      if (moves && !this.isCancelled(slot)) {
        this.near.append(memory, times[numberOf(slot)] - this.blockTime, slot)
      } else this.forget(slot)
      if (slot === last) break
      slot = after
    }
  }

  private isCancelled(slot: number): boolean {
    return this.memory[slot + Field.kind] === CANCELLED
  }

  /** Moves an event that is in no ring and no heap any more into the fields. */
  private fire(slot: number): void {
    const { memory } = this
    const number = numberOf(slot)
    this.slot = slot
    this.generation = memory[slot + Field.generation]
    this.time = this.times[number]
    this.kind = memory[slot + Field.kind]
    this.target = memory[slot + Field.target]
    this.source = memory[slot + Field.source]
    this.tag = memory[slot + Field.tag]
    this.operation = memory[slot + Field.operation]
    this.label = memory[slot + Field.label]
    this.payload = this.payloads[number]
    this.release(slot)
  }

  private forget(slot: number): void {
    this.cancelled--
    this.release(slot)
  }

  private release(slot: number): void {
    const { memory } = this
    memory[slot + Field.generation]++
    memory[slot + Field.next] = this.free
    this.payloads[numberOf(slot)] = undefined
    this.free = slot
    this.used--
  }

  /** Makes room when all slots are in use. */
  private grow(): void {
    const { used } = this
    const capacity = Math.max(256, used * 2)
    assert(
      capacity <= MAXIMUM_PENDING_EVENTS,
      `at most ${MAXIMUM_PENDING_EVENTS} events wait at once`,
    )
    const end = RECORDS + capacity * RECORD
    const first = RECORDS + used * RECORD
    this.memory = longer(this.memory, new Int32Array(end))
    this.times = longer(this.times, new Float64Array(numberOf(end)))
    for (let slot = first; slot < end; slot += RECORD) {
      this.memory[slot + Field.next] = slot + RECORD < end ? slot + RECORD : NO_SLOT
      this.payloads.push(undefined)
    }
    this.free = first
  }
}
