import { NEVER_RETURNED } from '../observed-history.ts'
import type { KeyOperations } from './key-operations.ts'

/**
 * The operations of known outcome that are not in order yet, as a doubly linked list by call: taking one out and putting it back cost the same at any length.
 *
 * Next may only be one that was called before any other of the list returned.
 */
export class OpenList {
  count: number
  private readonly next: Int32Array
  private readonly previous: Int32Array
  private readonly call: Int32Array
  private readonly return: Int32Array
  private readonly end: number

  constructor({ known, call, return: returned }: KeyOperations) {
    this.count = known
    this.end = known
    this.call = call
    this.return = returned
    this.next = Int32Array.from({ length: known + 1 }, (_, place) => (place + 1) % (known + 1))
    this.previous = Int32Array.from(
      { length: known + 1 },
      (_, place) => (place + known) % (known + 1),
    )
  }

  /** The first by call, `end` when the list is empty. */
  get first(): number {
    return this.next[this.end]
  }

  remove(place: number): void {
    const { next, previous } = this
    next[previous[place]] = next[place]
    previous[next[place]] = previous[place]
    this.count--
  }

  /** Puts back what was removed last. */
  restore(place: number): void {
    const { next, previous } = this
    next[previous[place]] = place
    previous[next[place]] = place
    this.count++
  }

  /**
   * Writes those that may be next into `candidates`, in order of call.
   * @returns how many; `bound` is the first return among them: nothing that was called later may be next
   */
  gather(candidates: Int32Array): { count: number; bound: number } {
    const { next, call, end } = this
    let bound = NEVER_RETURNED
    let count = 0
    for (let place = next[end]; place !== end && call[place] < bound; place = next[place]) {
      candidates[count++] = place
      if (this.return[place] < bound) bound = this.return[place]
    }
    return { count, bound }
  }
}
