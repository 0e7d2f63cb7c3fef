import { type BitCoder, type Probabilities, probabilities } from './range-coder.ts'

/** Bits of the largest whole number that is coded by its difference; larger ones, fractions and infinities are coded as they are. */
const MAXIMUM_BITS = 52
/** In place of a number of bits. */
const RAW = 63
const LENGTH_BITS = 6
/** Bits after the leading one that are foreseen; those behind them are as good as random. */
const FORESEEN_BITS = 3
const CONTEXT_SIZE = (1 << LENGTH_BITS) * (1 + (1 << FORESEEN_BITS))

/**
 * Codes numbers by how far they are from what was foreseen. Reading and writing are one: what is given is written by a writer, and a reader gives what it reads, so that the
 * code that goes through a structure is the same for both ways.
 */
export class NumberCoder {
  private readonly bits: BitCoder
  private readonly contexts: (Probabilities | undefined)[] = []
  private readonly raw = new Float64Array(1)
  private readonly halves = new Uint32Array(this.raw.buffer)

  constructor(bits: BitCoder) {
    this.bits = bits
  }

  /**
   * @param context numbers of one context are alike
   * @param value what a writer writes; a reader looks at it no further
   * @param foreseen what it is likely to be, known to both sides
   */
  code(context: number, value: number, foreseen = 0): number {
    const base = Number.isSafeInteger(foreseen) ? foreseen : 0
    this.contexts[context] ??= probabilities(CONTEXT_SIZE)
    const probable = this.contexts[context]!
    const distance = value - base
    const isNear =
      Number.isSafeInteger(value) &&
      Math.abs(distance) < 2 ** (MAXIMUM_BITS - 1) &&
      !Object.is(value, -0)
    const folded = isNear ? fold(distance) : 0
    const length = this.codeLength(probable, isNear ? bitLength(folded) : RAW)
    if (length > MAXIMUM_BITS) return this.codeRaw(value)
    return base + unfold(this.codeBits(probable, length, folded))
  }

  private codeLength(probable: Probabilities, length: number): number {
    let node = 1
    for (let bit = LENGTH_BITS - 1; bit >= 0; bit--) {
      node = (node << 1) | this.bits.bit(probable, node, (length >> bit) & 1)
    }
    return node - (1 << LENGTH_BITS)
  }

  /** The bits behind the leading one, highest first. */
  private codeBits(probable: Probabilities, length: number, value: number): number {
    if (length === 0) return 0
    let read = 1
    for (let bit = length - 2; bit >= 0; bit--) {
      const given = Math.floor(value / 2 ** bit) % 2
      const behind = length - 2 - bit
      const next =
        behind < FORESEEN_BITS
          ? this.bits.bit(probable, this.placeOf(length, read, behind), given)
          : this.bits.evenBit(given)
      read = read * 2 + next
    }
    return read
  }

  /** One for each number of bits and the bits so far. */
  private placeOf(length: number, read: number, behind: number): number {
    const tree = (1 << behind) + (read - 2 ** behind)
    return (1 << LENGTH_BITS) + (length << FORESEEN_BITS) + tree
  }

  private codeRaw(value: number): number {
    this.raw[0] = value
    for (let half = 0; half < 2; half++) {
      const given = this.halves[half]
      let read = 0
      for (let bit = 31; bit >= 0; bit--) {
        read = ((read << 1) | this.bits.evenBit((given >>> bit) & 1)) >>> 0
      }
      this.halves[half] = read
    }
    return this.raw[0]
  }
}

/** Whole numbers of either sign as whole numbers from 0: 0, -1, 1, -2… */
const fold = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value)
const unfold = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2)

function bitLength(value: number): number {
  let length = 0
  for (let rest = value; rest >= 1; rest = Math.floor(rest / 2)) length++
  return length
}
