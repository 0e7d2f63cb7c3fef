/** A slot is named by where its record begins in the memory that all share; nothing begins at 0. */
export const NO_SLOT = 0

/**
 * Places, each with a list of slots in order of arrival, and a bit for each place that has one, so that the next is found 32 at a time. A list is kept by its last
 * slot, whose successor is the first; a slot's record begins with its successor.
 *
 * A ring says where things stand; what stands there is in the memory that it is given: each further array, and each further object, costs a processor more than
 * what is done with it.
 *
 * Invariant: (1) the bit of a place is set exactly when it has slots; the bit behind the last place is always set.
 */
export class SlotRing {
  readonly places: number
  private readonly bits: number
  private readonly lasts: number

  /**
   * @param begin where its part of the memory begins
   * @param places a multiple of 32
   */
  constructor(begin: number, places: number) {
    this.places = places
    this.bits = begin
    // Shifted, not divided: what a division gives is no small integer to V8, and no constant then.
    this.lasts = begin + (places >> 5) + 1
  }

  /** How much memory a ring takes. */
  static size(places: number): number {
    return (places >> 5) + 1 + places
  }

  /** In memory that is zero. */
  prepare(memory: Int32Array): void {
    memory[this.bits + (this.places >> 5)] = 1
  }

  append(memory: Int32Array, place: number, slot: number): void {
    const at = this.lasts + place
    const last = memory[at]
    memory[at] = slot
    if (last !== NO_SLOT) {
      memory[slot] = memory[last]
      memory[last] = slot
      return
    }
    memory[slot] = slot
    memory[this.bits + (place >> 5)] |= 1 << place
  }

  /** The first slot of a place that has one. */
  first(memory: Int32Array, place: number): number {
    return memory[memory[this.lasts + place]]
  }

  removeFirst(memory: Int32Array, place: number): void {
    const last = memory[this.lasts + place]
    const first = memory[last]
    if (first === last) this.clear(memory, place)
    else memory[last] = memory[first]
  }

  /** The last slot of a place, or none. */
  last(memory: Int32Array, place: number): number {
    return memory[this.lasts + place]
  }

  /** Forgets the slots of a place that has some. */
  clear(memory: Int32Array, place: number): void {
    memory[this.lasts + place] = NO_SLOT
    memory[this.bits + (place >> 5)] &= ~(1 << place)
  }

  /** The first place that has slots from `start` on; `places` where there is none. */
  next(memory: Int32Array, start: number): number {
    let word = start >> 5
    let found = memory[this.bits + word] & (-1 << start)
    while (found === 0) found = memory[this.bits + ++word]
    return (word << 5) | (31 - Math.clz32(found & -found))
  }
}
