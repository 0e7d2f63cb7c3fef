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
/** At most this many events wait at once: twice what the loop of a run lets wait. */
const MAXIMUM_PENDING_EVENTS = 2 ** 22
/** Slots stay below it. They are multiples of 8, so that a handle is one exact number for 2^30 generations. */
const LARGEST_SLOT = 2 ** 26
/** A block is 2 to this many microseconds long. */
const BLOCK_BITS = 12
const BLOCK: Micros = 1 << BLOCK_BITS
/** Blocks that the wheel holds. */
const BLOCKS = 1_024
/** How far it reaches from the beginning of the current block. */
const REACH: Micros = BLOCK * BLOCKS
/** A place for each microsecond of the current block, and one for each of the blocks after it. */
const NEAR = new SlotRing(0, BLOCK)
const FAR = new SlotRing(SlotRing.size(BLOCK), BLOCKS)
/** A slot's record has 2 to this many numbers; records begin at multiples of that, behind the rings. */
const RECORD_BITS = 3
const RECORD = 1 << RECORD_BITS
const RECORDS = (SlotRing.size(BLOCK) + SlotRing.size(BLOCKS) + RECORD - 1) & -RECORD
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
  label: 5,
  /** How often the slot has been used before. */
  generation: 6,
  /** When in its block it is due, where the wheel holds it. */
  place: 7,
} as const

/**
 * The pending events of a run, ordered by (time, priority, order of arrival).
 *
 * Nearly all events are due within seconds, at whole microseconds. They wait in a timing wheel of two rings: `NEAR` has a place for each microsecond of the
 * current block of 4,096, `FAR` one for each of the blocks after it; when the time of a block comes, its events move from `FAR` to `NEAR`. Everything else (faults,
 * what is due later than the wheel reaches, fractions of a microsecond) waits in a heap. What an event carries stands in the record of a slot, where the getters
 * below find that of the event popped last, until the next one is popped: nothing is allocated for an event, and nothing is copied.
 *
 * Invariants: (1) no event fires before one that is due earlier; (2) the time popped never decreases, as long as nothing is pushed into the past; (3) a slot is in a
 * ring or the heap exactly once, or in the free list exactly once, or is that of the event popped last; (4) events of one time in the wheel come after those of that
 * time in the heap: those are faults, or were pushed earlier, when the wheel did not reach so far; (5) the list of a place is in order of arrival: a place of `NEAR`
 * takes events directly only after those of its block have come from `FAR`.
 * Source of the wheel: Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", SOSP 1987.
 */
export class EventQueue {
  /** Of the event popped last. */
  time: Micros = 0
  private slot: number
  private readonly heap = new EventHeap()
  /** When the first event of the heap is due, be it cancelled; Infinity when there is none. */
  private heapTime: Micros = Number.POSITIVE_INFINITY
  /** When the block begins whose events `NEAR` holds. */
  private blockTime: Micros = 0
  /** Its place in `FAR`. */
  private blockPlace = 0
  /** Where the event popped last was in it; there is none before. */
  private nearPlace = 0

  private used = 0
  private cancelled = 0
  private heapNumber = 0
  /** The rings, then the records of the slots. */
  private memory = new Int32Array(RECORDS)
  /** By number of the slot. */
  private readonly payloads: unknown[] = new Array(numberOf(RECORDS)).fill(undefined)
  /** The first slot of the free list. */
  private free = NO_SLOT

  constructor() {
    NEAR.prepare(this.memory)
    FAR.prepare(this.memory)
    this.slot = this.take()
  }

  get kind(): number {
    return this.memory[this.slot + Field.kind]
  }

  get target(): number {
    return this.memory[this.slot + Field.target]
  }

  get source(): number {
    return this.memory[this.slot + Field.source]
  }

  get tag(): number {
    return this.memory[this.slot + Field.tag]
  }

  get label(): number {
    return this.memory[this.slot + Field.label]
  }

  get payload(): unknown {
    return this.payloads[numberOf(this.slot)]
  }

  /** Handle of the event popped last. */
  get handle(): EventHandle {
    return this.handleOf(this.slot)
  }

  /** Events that will still fire. */
  get pending(): number {
    return this.used - 1 - this.cancelled
  }

  /**
   * @param kind 0 to 254: what the loop dispatches on; target, source, tag and label, whole numbers of 32 bits, are the loop's to use
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
    label: number,
  ): number {
    const slot = this.take()
    const { memory } = this
    // `| 0` says that these are whole numbers already: V8 would take each by way of a float.
    memory[slot + Field.kind] = kind | 0
    memory[slot + Field.target] = target | 0
    memory[slot + Field.source] = source | 0
    memory[slot + Field.tag] = tag | 0
    memory[slot + Field.label] = label | 0
    this.payloads[numberOf(slot)] = payload
    const ahead = time - this.blockTime
    const place = ahead | 0
    const isNear = place === ahead && place >= this.nearPlace && place < BLOCK
    if (isNear && priority === Priority.normal) NEAR.append(memory, place, slot)
    else this.pushElsewhere(time, priority, slot)
    return slot
  }

  /** The name of the event that was pushed into a slot last. */
  handleOf(slot: number): EventHandle {
    return this.memory[slot + Field.generation] * LARGEST_SLOT + slot
  }

  /** Takes an event back; false when it has fired or was taken back before. */
  cancel(handle: EventHandle): boolean {
    const slot = handle % LARGEST_SLOT
    if (this.handleOf(slot) !== handle || slot === this.slot || this.isCancelled(slot)) return false
    this.memory[slot + Field.kind] = CANCELLED
    this.payloads[numberOf(slot)] = undefined
    this.cancelled++
    return true
  }

  /** When the next event is due; Infinity when none waits. */
  nextTime(): Micros {
    return Math.min(this.wheelTime(this.findFar()), this.findHeapTime())
  }

  /** Makes the next event the one that the getters show, if it is due at or before `limit`. */
  pop(limit: Micros): boolean {
    const { memory } = this
    const place = NEAR.next(memory, this.nearPlace)
    const time = this.blockTime + place
    if (place === BLOCK || time > limit || time >= this.heapTime) return this.popElsewhere(limit)
    const slot = NEAR.first(memory, place)
    if (memory[slot + Field.kind] === CANCELLED) return this.popElsewhere(limit)
    NEAR.removeFirst(memory, place)
    this.nearPlace = place
    this.fire(slot, time)
    return true
  }

  /** As `pop`, where the next event is not in the current block, or may not be. */
  private popElsewhere(limit: Micros): boolean {
    const far = this.findFar()
    const wheelTime = this.wheelTime(far)
    const heapTime = this.findHeapTime()
    const time = Math.min(wheelTime, heapTime)
    if (time > limit || time === Number.POSITIVE_INFINITY) return false
    if (heapTime <= wheelTime) this.fire(this.takeFromHeap(), heapTime)
    else {
      if (far !== NOWHERE) this.turn(far)
      this.fire(this.takeFromNear(), wheelTime)
    }
    return true
  }

  /** As `push`, of what is not due in the current block. */
  private pushElsewhere(time: Micros, priority: Priority, slot: number): void {
    const ahead = time - this.blockTime
    const offset = ahead | 0
    const isWithinReach = offset === ahead && offset >= BLOCK && offset < REACH
    if (!isWithinReach || priority === Priority.fault) {
      this.heap.add(time, priority * NUMBERS_A_PRIORITY + this.heapNumber++, slot)
      this.heapTime = this.heap.firstTime
      return
    }
    this.memory[slot + Field.place] = offset & (BLOCK - 1)
    FAR.append(this.memory, (this.blockPlace + (offset >> BLOCK_BITS)) % BLOCKS, slot)
  }

  private takeFromNear(): number {
    const place = this.findNear()
    const slot = NEAR.first(this.memory, place)
    NEAR.removeFirst(this.memory, place)
    this.nearPlace = place
    return slot
  }

  /** The place in `NEAR` of the first event of the current block; `BLOCK` when there is none. */
  private findNear(): number {
    const { memory } = this
    for (;;) {
      const place = NEAR.next(memory, this.nearPlace)
      if (place === BLOCK) return place
      const slot = NEAR.first(memory, place)
      if (!this.isCancelled(slot)) return place
      NEAR.removeFirst(memory, place)
      this.forget(slot)
    }
  }

  /** The place in `FAR` of the next block that has an event; NOWHERE while the current one has. It does not become the current one before that event is taken. */
  private findFar(): number {
    if (this.findNear() < BLOCK) return NOWHERE
    for (;;) {
      const place = this.nextFar()
      if (place === NOWHERE || this.earliestOf(place) < BLOCK) return place
      this.emptyFar(place, false)
    }
  }

  private nextFar(): number {
    let place = FAR.next(this.memory, this.blockPlace)
    if (place === BLOCKS) place = FAR.next(this.memory, 0)
    return place === BLOCKS ? NOWHERE : place
  }

  /** When the first event of the wheel is due. @param far where its block is, if it is not the current one */
  private wheelTime(far: number): Micros {
    if (far !== NOWHERE) return this.timeOf(far) + this.earliestOf(far)
    const place = this.findNear()
    return place === BLOCK ? Number.POSITIVE_INFINITY : this.blockTime + place
  }

  /** When a block begins. */
  private timeOf(far: number): Micros {
    return this.blockTime + ((far - this.blockPlace + BLOCKS) % BLOCKS) * BLOCK
  }

  /** Where in its block the first event of a place of `FAR` is due; `BLOCK` when all are cancelled. */
  private earliestOf(far: number): number {
    const { memory } = this
    const last = FAR.last(memory, far)
    let earliest = BLOCK
    let slot = last
    do {
      slot = memory[slot + Field.next]
      if (!this.isCancelled(slot)) earliest = Math.min(earliest, memory[slot + Field.place])
    } while (slot !== last)
    return earliest
  }

  /** When the first event of the heap is due. */
  private findHeapTime(): Micros {
    const { heap } = this
    while (heap.size > 0) {
      const slot = heap.firstSlot
      if (!this.isCancelled(slot)) break
      heap.removeFirst()
      this.forget(slot)
    }
    this.heapTime = heap.firstTime
    return this.heapTime
  }

  private takeFromHeap(): number {
    const { heap } = this
    // A wheel that has nothing to bring is brought along, so that it reaches what is pushed next.
    if (this.findNear() === BLOCK && this.nextFar() === NOWHERE) this.bringTo(heap.firstTime)
    const slot = heap.firstSlot
    heap.removeFirst()
    this.heapTime = heap.firstTime
    return slot
  }

  private bringTo(time: Micros): void {
    const block = Math.floor(Math.max(time, this.blockTime) / BLOCK)
    this.blockTime = block * BLOCK
    this.blockPlace = block % BLOCKS
    this.nearPlace = 0
  }

  /** The block at a place of `FAR` becomes the current one. */
  private turn(far: number): void {
    this.blockTime = this.timeOf(far)
    this.blockPlace = far
    this.nearPlace = 0
    this.emptyFar(far, true)
  }

  /** Forgets the cancelled events of a place, and moves the others to the current block. */
  private emptyFar(far: number, moves: boolean): void {
    const { memory } = this
    const last = FAR.last(memory, far)
    let slot = memory[last + Field.next]
    FAR.clear(memory, far)
    for (;;) {
      const after = memory[slot + Field.next]
      if (moves && !this.isCancelled(slot)) {
        NEAR.append(memory, memory[slot + Field.place], slot)
      } else this.forget(slot)
      if (slot === last) break
      slot = after
    }
  }

  private isCancelled(slot: number): boolean {
    return this.memory[slot + Field.kind] === CANCELLED
  }

  /** An event that is in no ring and no heap any more takes the place of the one before it. */
  private fire(slot: number, time: Micros): void {
    this.release(this.slot)
    this.slot = slot
    this.time = time
  }

  private forget(slot: number): void {
    this.cancelled--
    this.release(slot)
  }

  private take(): number {
    if (this.free === NO_SLOT) this.grow()
    const { free } = this
    this.free = this.memory[free + Field.next]
    this.used++
    return free
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
    for (let slot = first; slot < end; slot += RECORD) {
      this.memory[slot + Field.next] = slot + RECORD < end ? slot + RECORD : NO_SLOT
      this.payloads.push(undefined)
    }
    this.free = first
  }
}
