/** A slot is named by where its record begins in the memory that all share; nothing begins at 0. */
export const NO_SLOT = 0

/**
 * Places, each with a list of slots in order of arrival, and a bit for each place that has one, so that the next is found 32 at a time. A list is kept by its last
 * slot, whose successor is the first; a slot's record begins with its successor. All of it stands in one array that the ring is given, since each further array
 * costs a processor more than what is done with it.
 *
 * Invariants: (1) the bit of a place is set exactly when it has slots; (2) `occupied` is the number of such places.
 */
export class SlotRing {
  private readonly bits: number
  private readonly lasts: number
  private readonly wordMask: number
  private occupied = 0

  /**
   * @param begin where its part of the memory begins
   * @param places a power of two, at least 32
   */
  constructor(begin: number, places: number) {
    this.bits = begin
    this.wordMask = places / 32 - 1
    this.lasts = begin + places / 32
  }

  /** How much memory a ring takes. */
  static size(places: number): number {
    return places / 32 + places
  }

  get isEmpty(): boolean {
    return this.occupied === 0
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
    this.occupied++
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
    this.occupied--
  }

  /** The first place that has slots from `start` on, going round; there must be one. */
  next(memory: Int32Array, start: number): number {
    const { bits, wordMask } = this
    let word = start >> 5
    let found = memory[bits + word] & (-1 << start)
    while (found === 0) {
      word = (word + 1) & wordMask
      found = memory[bits + word]
    }
    return (word << 5) | (31 - Math.clz32(found & -found))
  }
}
