import { NumberCoder } from './number-coder.ts'
import type { BitCoder, BitDecoder } from './range-coder.ts'

/** The named limit: entries of all lists of a recording that are read, so that no text makes a reader work without end. */
export const MAXIMUM_LIST_ENTRIES = 2_000_000

/** Codes lists, their length first. */
export class ListCoder extends NumberCoder {
  /** Whether what was read cannot be right: lists that are too long, or more than the text holds. */
  isBroken = false
  private entries = 0
  private readonly decoder: BitDecoder | undefined

  /** @param decoder the same as `bits` where this reads */
  constructor(bits: BitCoder, decoder: BitDecoder | undefined) {
    super(bits)
    this.decoder = decoder
  }

  /** Whether a reader has gone beyond what there is. */
  get isOver(): boolean {
    return this.isBroken || (this.decoder?.missing ?? 0) > TOLERATED_MISSING
  }

  /**
   * @param items what a writer writes; for a reader empty
   * @param codeItem given the item by a writer
   */
  list<Item, Coded>(
    context: number,
    items: readonly Item[],
    codeItem: (item: Item | undefined) => Coded,
  ): Coded[] {
    const length = this.code(context, items.length)
    const isFine = Number.isInteger(length) && length >= 0
    this.entries += length
    if (!isFine || this.entries > MAXIMUM_LIST_ENTRIES) this.isBroken = true
    const coded: Coded[] = []
    for (let at = 0; at < length && !this.isOver; at++) coded.push(codeItem(items[at]))
    return coded
  }

  numbers(listContext: number, context: number, values: ArrayLike<number>): number[] {
    return this.list(listContext, Array.from(values), (value = 0) => this.code(context, value))
  }
}

/** A decoder looks a few bytes ahead. */
const TOLERATED_MISSING = 8
