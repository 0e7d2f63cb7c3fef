import { HALVES, type Random, unitOf } from '../core/random.ts'

/** Equal parts of (0, 1). */
const PARTS = 2_048
/** The higher half of a unit number, without the bits that name its part. */
const PART_BITS = 15

/** In place of a step: not looked at yet; too many steps to keep. */
const UNKNOWN = -1
const STEEP = -2
/** In place of a step: there is none. */
const LEVEL = HALVES
const LARGEST_VALUE = 2 ** 30

/**
 * Draws from a distribution over whole numbers by its quantile function, without computing it for most draws.
 *
 * A quantile function that is rounded to whole numbers is a staircase. (0, 1) is cut into parts; most hold one step or none, and for these a draw needs no more than
 * where the step is and what is before it. Parts are surveyed when first drawn from. Which number is drawn is exactly what the function gives.
 * Source of the idea: Chen and Asau, "On Generating Random Variates from an Empirical Distribution", AIIE Transactions 6 (1974).
 */
export class Staircase {
  private readonly quantile: (share: number) => number
  /** 1 where values rise with the share, -1 where they fall. */
  private readonly rise: 1 | -1
  /** Two numbers a part: the higher half of the unit number at which the step is, and the value before it. */
  private readonly steps = new Int32Array(PARTS * 2).fill(UNKNOWN)

  /** @param quantile monotone; gives whole numbers */
  constructor(quantile: (share: number) => number) {
    this.quantile = quantile
    this.rise = quantile(0.75) >= quantile(0.25) ? 1 : -1
  }

  /** Takes one unit number from the generator. */
  draw(random: Random): number {
    const high = random.half()
    const low = random.half()
    const at = (high >>> PART_BITS) << 1
    const step = this.steps[at]
    if (step > high) return this.steps[at + 1]
    if (step >= 0 && step < high) return this.steps[at + 1] + this.rise
    if (step === UNKNOWN) this.survey(high >>> PART_BITS)
    return this.quantile(unitOf(high, low))
  }

  private survey(part: number): void {
    const first = part << PART_BITS
    const last = first + (1 << PART_BITS) - 1
    const before = this.quantile(unitOf(first, 0))
    const steps = (this.top(last) - before) * this.rise
    const isPlain = steps <= 1 && Math.abs(before) < LARGEST_VALUE
    if (!isPlain) this.steps[part * 2] = STEEP
    else this.steps[part * 2] = steps === 0 ? LEVEL : this.findStep(first, last, before)
    if (isPlain) this.steps[part * 2 + 1] = before
  }

  /** The first higher half for which not all draws give the value `before`. */
  private findStep(first: number, last: number, before: number): number {
    while (first < last) {
      const middle = (first + last) >> 1
      if (this.top(middle) === before) first = middle + 1
      else last = middle
    }
    return first
  }

  /** The value of the greatest unit number with this higher half. */
  private top(high: number): number {
    return this.quantile(unitOf(high, HALVES - 1))
  }
}
