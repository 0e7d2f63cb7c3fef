/** Places of a ring; a power of two, 32 words of 32 bits. */
export const RING_PLACES = 1_024

const EMPTY = -1

/**
 * A ring of places, each with a list of slots in order of arrival, and a bit for each place that has one, so that the next is found in a few
 * instructions. A list is kept by its last slot, whose successor is the first.
 *
 * Invariants: (1) bit p of `words` is set exactly when place p has slots; (2) bit w of `summary` is set exactly when word w is not zero.
 */
export class SlotRing {
  private readonly lasts = new Int32Array(RING_PLACES).fill(EMPTY)
  private readonly words = new Int32Array(32)
  private summary = 0

  get isEmpty(): boolean {
    return this.summary === 0
  }

  /** @param next of each slot, the one after it in its list */
  append(place: number, slot: number, next: Int32Array): void {
    const last = this.lasts[place]
    this.lasts[place] = slot
    if (last >= 0) {
      next[slot] = next[last]
      next[last] = slot
      return
    }
    next[slot] = slot
    this.words[place >> 5] |= 1 << (place & 31)
    this.summary |= 1 << (place >> 5)
  }

  /** The first slot of a place that has one. */
  first(place: number, next: Int32Array): number {
    return next[this.lasts[place]]
  }

  removeFirst(place: number, next: Int32Array): void {
    const last = this.lasts[place]
    const first = next[last]
    if (first === last) this.clear(place)
    else next[last] = next[first]
  }

  /** The last slot of a place, or -1. */
  last(place: number): number {
    return this.lasts[place]
  }

  clear(place: number): void {
    const word = place >> 5
    this.lasts[place] = EMPTY
    this.words[word] &= ~(1 << (place & 31))
    if (this.words[word] === 0) this.summary &= ~(1 << word)
  }

  /** The lowest place that has slots; there must be one. */
  lowest(): number {
    const word = lowestBit(this.summary)
    return (word << 5) | lowestBit(this.words[word])
  }

  /** The first place that has slots from `start` on, going round; there must be one. */
  lowestFrom(start: number): number {
    const word = start >> 5
    const here = this.words[word] & (-1 << (start & 31))
    if (here !== 0) return (word << 5) | lowestBit(here)
    const after = word === 31 ? 0 : this.summary & (-1 << (word + 1))
    const next = lowestBit(after !== 0 ? after : this.summary)
    return (next << 5) | lowestBit(this.words[next])
  }
}

/** Number of the lowest bit that is set; there must be one. */
const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits)
