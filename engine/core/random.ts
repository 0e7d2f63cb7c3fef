/** Halves of a unit number go from 0 to this, which is left out. */
export const HALVES = 67_108_864

/** The number in (0, 1) that two halves of 26 bits are. */
export const unitOf = (high: number, low: number): number =>
  (high * HALVES + low + 0.5) / (HALVES * HALVES)

/**
 * Seeded generators, forked by name.
 *
 * The stream of a fork depends on the seed and on the names alone, never on what others drew: two scenarios that differ in one setting
 * see the same random numbers everywhere else (common random numbers).
 * Generator: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021); seeding by a 32-bit
 * avalanche of seed and names.
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private d: number
  /** What the lower half of the number drawn last is made of. */
  private middle: number
  /** Seed and names, mixed: what a fork starts from. The state above moves on, this does not. */
  private readonly key: Uint32Array

  private constructor(key: Uint32Array) {
    this.a = key[0] | 0
    this.b = key[1] | 0
    this.c = key[2] | 0
    this.d = key[3] | 0
    this.middle = 0
    this.key = key
  }

  /** @param seed any finite number; its whole 64 bits count */
  static fromSeed(seed: number): Random {
    const words = new Uint32Array(Float64Array.of(seed).buffer)
    const key = Uint32Array.of(0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x452821e6)
    absorb(key, words[0])
    absorb(key, words[1])
    return new Random(key)
  }

  /** An independent generator; the same name always gives the same one. */
  fork(name: string | number): Random {
    const key = this.key.slice()
    const text = String(name)
    absorb(key, text.length + 1)
    for (let index = 0; index < text.length; index++) absorb(key, text.charCodeAt(index))
    return new Random(key)
  }

  /** Uniform whole number of 32 bits, 0 to 4,294,967,295. */
  uint32(): number {
    const { b } = this
    const c = this.c ^ this.a
    const d = this.d ^ b
    this.b = b ^ c
    this.a ^= d
    this.c = c ^ (b << 9)
    this.d = (d << 11) | (d >>> 21)
    return scrambled(b) >>> 0
  }

  /** Uniform in the open interval (0, 1), 52 bits: neither end is ever drawn, so a logarithm of it is finite. */
  unit(): number {
    const high = this.highHalf()
    return unitOf(high, this.lowHalf)
  }

  /** The lower half of the unit number of which `highHalf` gave the higher one. */
  get lowHalf(): number {
    return scrambled(this.middle) >>> 6
  }

  /** Draws a unit number as two uniform whole numbers of 26 bits: gives the higher half; `lowHalf` gives the other. */
  highHalf(): number {
    const { a, b, c, d } = this
    // Two steps of the generator, in one go.
    const d1 = d ^ b
    const c1 = c ^ a
    const b1 = b ^ c1
    const a1 = a ^ d1
    const c2 = c1 ^ (b << 9)
    const d2 = (d1 << 11) | (d1 >>> 21)
    this.middle = b1
    const d3 = d2 ^ b1
    const c3 = c2 ^ a1
    this.b = b1 ^ c3
    this.a = a1 ^ d3
    this.c = c3 ^ (b1 << 9)
    this.d = (d3 << 11) | (d3 >>> 21)
    return scrambled(b) >>> 6
  }

  /** Uniform whole number from 0 to `bound` - 1. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound)
  }

  /** True with the given probability, 0 to 1. */
  chance(probability: number): boolean {
    return this.unit() < probability
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]
  }

  /** The items in random order; one draw an item. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const left = [...items]
    return items.map(() => left.splice(this.below(left.length), 1)[0])
  }
}

/** The generator's output for a state: 32 bits, with a sign. */
const scrambled = (b: number): number => {
  const times5 = Math.imul(b, 5)
  return Math.imul((times5 << 7) | (times5 >>> 25), 9)
}

/** Mixes one word into all four of the key, so that neighbouring seeds and names give unrelated streams. */
function absorb(key: Uint32Array, word: number): void {
  let carry = word
  for (let index = 0; index < 4; index++) {
    carry = avalanche(key[index] ^ carry ^ Math.imul(index + 1, 0x85ebca6b))
    key[index] = carry
  }
  key[0] = avalanche(key[0] ^ carry)
}

/** MurmurHash3's 32-bit finaliser (Appleby): every input bit changes each output bit with probability near one half. */
function avalanche(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}
