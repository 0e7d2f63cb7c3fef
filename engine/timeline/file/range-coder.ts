/**
 * An adaptive binary range coder: a bit that was foreseen with certainty costs next to nothing.
 * Source: G. N. N. Martin, "Range encoding: an algorithm for removing redundancy from a digitised message" (1979); carry and probabilities of 11 bits as in LZMA.
 */

/** How likely bits are to be 0, in 2048ths; each context has its own. */
export type Probabilities = Uint16Array

const PROBABILITY_BITS = 11
const ONE = 1 << PROBABILITY_BITS
/** How fast probabilities follow what comes. */
const ADAPTATION = 4
/** Below this the range is made larger by a byte. */
const LEAST_RANGE = 0x100_0000
const BYTE = 0x100
const WHOLE = 0xffff_ffff

export const probabilities = (count: number): Probabilities => new Uint16Array(count).fill(ONE >> 1)

/** Something that bits go through: an encoder takes what it is given, a decoder gives what it finds. */
export interface BitCoder {
  bit(probable: Probabilities, index: number, bit: number): number
  /** A bit of which nothing is known. */
  evenBit(bit: number): number
}

/** Writes bits to bytes. */
export class BitEncoder implements BitCoder {
  private readonly bytes: number[] = []
  private low = 0
  private range = WHOLE
  /** The last byte that a carry may still change, and how many bytes of all ones stand behind it. */
  private cache = 0
  private pending = 1

  bit(probable: Probabilities, index: number, bit: number): number {
    const bound = (this.range >>> PROBABILITY_BITS) * probable[index]
    if (bit === 0) this.range = bound
    else {
      this.low += bound
      this.range -= bound
    }
    adapt(probable, index, bit)
    this.normalize()
    return bit
  }

  evenBit(bit: number): number {
    this.range >>>= 1
    if (bit !== 0) this.low += this.range
    this.normalize()
    return bit
  }

  finish(): Uint8Array {
    for (let left = 5; left > 0; left--) this.shift()
    return Uint8Array.from(this.bytes)
  }

  private normalize(): void {
    while (this.range < LEAST_RANGE) {
      this.range *= BYTE
      this.shift()
    }
  }

  /** Moves the highest byte out, unless a carry may still come. */
  private shift(): void {
    if (this.low < 0xff00_0000 || this.low > WHOLE) {
      const carry = this.low > WHOLE ? 1 : 0
      let byte = this.cache
      for (; this.pending > 0; this.pending--) {
        this.bytes.push((byte + carry) & 0xff)
        byte = 0xff
      }
      this.cache = Math.floor(this.low / LEAST_RANGE) & 0xff
    }
    this.pending++
    this.low = (this.low % LEAST_RANGE) * BYTE
  }
}

/** Reads bits from bytes. */
export class BitDecoder implements BitCoder {
  /** Bytes that were asked for beyond the end: what is read then means nothing. */
  missing = 0
  private readonly bytes: Uint8Array
  private at = 1
  private range = WHOLE
  private code = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    for (let left = 4; left > 0; left--) this.code = this.code * BYTE + this.next()
  }

  bit(probable: Probabilities, index: number): number {
    const bound = (this.range >>> PROBABILITY_BITS) * probable[index]
    const bit = this.code < bound ? 0 : 1
    if (bit === 0) this.range = bound
    else {
      this.code -= bound
      this.range -= bound
    }
    adapt(probable, index, bit)
    this.normalize()
    return bit
  }

  evenBit(): number {
    this.range >>>= 1
    const bit = this.code < this.range ? 0 : 1
    if (bit === 1) this.code -= this.range
    this.normalize()
    return bit
  }

  private normalize(): void {
    while (this.range < LEAST_RANGE) {
      this.range = Math.max(1, this.range) * BYTE
      this.code = (this.code * BYTE + this.next()) % (WHOLE + 1)
    }
  }

  private next(): number {
    if (this.at < this.bytes.length) return this.bytes[this.at++]
    this.missing++
    return 0
  }
}

function adapt(probable: Probabilities, index: number, bit: number): void {
  if (bit === 0) probable[index] += (ONE - probable[index]) >> ADAPTATION
  else probable[index] -= probable[index] >> ADAPTATION
}
