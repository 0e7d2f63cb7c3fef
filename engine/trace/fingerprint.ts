/** Odd numbers without a pattern in their bits: the primes of xxHash. */
const PRIME_1 = 0x9e3779b1
const PRIME_2 = 0x85ebca77
const PRIME_3 = 0xc2b2ae3d
const PRIME_4 = 0x27d4eb2f
const PRIME_5 = 0x165667b1

/**
 * A hash of a run's whole event stream: the same scenario and seed give the same 16 hexadecimal digits on every JavaScript engine.
 *
 * Two lanes of 32 bits, each stepped once an event (the rounds are those of xxHash, Collet). What is stepped is the sum of the event's numbers, each times an odd constant
 * of its own, so that no multiplication waits for another; and each lane takes up the other one.
 *
 * Invariants, of whole numbers of 32 bits: (1) the same event turns different lanes into different lanes; (2) events that differ in one number turn the same lanes into
 * different ones. So a run in which a single number of a single event is another one always has another fingerprint. Other numbers are mixed in by their
 * IEEE 754 bits beforehand.
 */
export class Fingerprint {
  private first = 0x811c9dc5 | 0
  private second = 0x1b873593

  /** Mixes in one event. */
  absorb(
    time: number,
    kind: number,
    node: number,
    peer: number,
    operation: number,
    key: number,
    a: number,
    b: number,
  ): void {
    const timeWord = time | 0
    const aWord = a | 0
    const bWord = b | 0
    if (timeWord !== time || aWord !== a || bWord !== b) this.absorbBits(time, a, b)
    // The numbers by themselves first: they need not wait for the event before.
    const whatAndWhere =
      Math.imul(timeWord, PRIME_2) +
      Math.imul(kind | 0, PRIME_3) +
      Math.imul(node | 0, PRIME_4) +
      Math.imul(peer | 0, PRIME_5) +
      Math.imul(operation | 0, PRIME_1)
    const details =
      Math.imul(key | 0, PRIME_2) + Math.imul(aWord, PRIME_3) + Math.imul(bWord, PRIME_4)
    const second = this.second
    const first = stepped(this.first + second + whatAndWhere)
    this.first = first
    this.second = stepped(second + details + first)
  }

  /** Sixteen hexadecimal digits. */
  digest(): string {
    const first = finish(this.first ^ Math.imul(this.second, PRIME_1))
    const second = finish(this.second ^ Math.imul(first, PRIME_2))
    return hexadecimal(first) + hexadecimal(second)
  }

  private absorbBits(time: number, a: number, b: number): void {
    REALS[0] = time
    REALS[1] = a
    REALS[2] = b
    for (let half = 0; half < HALVES.length; half += 2) {
      this.first = stepped(this.first + this.second + HALVES[half])
      this.second = stepped(this.second + this.first + HALVES[half + 1])
    }
  }
}

const REALS = new Float64Array(3)
const HALVES = new Int32Array(REALS.buffer)

/** @param sum taken by its lowest 32 bits */
const stepped = (sum: number): number => Math.imul((sum << 13) | (sum >>> 19), PRIME_1)

function finish(lane: number): number {
  lane = Math.imul(lane ^ (lane >>> 15), PRIME_2)
  lane = Math.imul(lane ^ (lane >>> 13), PRIME_3)
  return (lane ^ (lane >>> 16)) >>> 0
}

const hexadecimal = (word: number): string => word.toString(16).padStart(8, '0')
