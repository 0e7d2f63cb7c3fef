/** Slots count from 1; this is none. */
export const NO_SLOT = 0

/** A slot's record has 2 to this many numbers; the first one is the slot that follows it in its list. */
export const SLOT_SHIFT = 3

/**
 * Places, each with a list of slots in order of arrival, and a bit for each place that has one, so that the next is found 32 at a time. A list is kept by its last
 * slot, whose successor is the first.
 *
 * Invariants: (1) bit p of `words` is set exactly when place p has slots; (2) `occupied` is the number of such places.
 */
export class SlotRing {
  private readonly lasts: Int32Array
  private readonly words: Int32Array
  private occupied = 0

  /** @param places a multiple of 32 */
  constructor(places: number) {
    this.lasts = new Int32Array(places)
    this.words = new Int32Array(places / 32)
  }

  get isEmpty(): boolean {
    return this.occupied === 0
  }

  /** @param slots the records of all slots, here and below */
  append(place: number, slot: number, slots: Int32Array): void {
    const { lasts } = this
    const last = lasts[place]
    lasts[place] = slot
    if (last !== NO_SLOT) {
      slots[slot << SLOT_SHIFT] = slots[last << SLOT_SHIFT]
      slots[last << SLOT_SHIFT] = slot
      return
    }
    slots[slot << SLOT_SHIFT] = slot
    this.words[place >> 5] |= 1 << place
    this.occupied++
  }

  /** The first slot of a place that has one. */
  first(place: number, slots: Int32Array): number {
    return slots[this.lasts[place] << SLOT_SHIFT]
  }

  removeFirst(place: number, slots: Int32Array): void {
    const last = this.lasts[place]
    const first = slots[last << SLOT_SHIFT]
    if (first === last) this.clear(place)
    else slots[last << SLOT_SHIFT] = slots[first << SLOT_SHIFT]
  }

  /** The last slot of a place, or none. */
  last(place: number): number {
    return this.lasts[place]
  }

  /** Forgets the slots of a place that has some. */
  clear(place: number): void {
    this.lasts[place] = NO_SLOT
    this.words[place >> 5] &= ~(1 << place)
    this.occupied--
  }

  /** The first place that has slots from `start` on, going round; there must be one. */
  next(start: number): number {
    const { words } = this
    let word = start >> 5
    let bits = words[word] & (-1 << start)
    while (bits === 0) {
      word = (word + 1) % words.length
      bits = words[word]
    }
    return (word << 5) | (31 - Math.clz32(bits & -bits))
  }
}
