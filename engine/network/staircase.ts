import { HALVES, type Random, unitOf } from '../core/random.ts'

/** (0, 1) is cut into this many equal parts. */
const PARTS = 2_048
/** Bits of the higher half of a unit number that tell where in its part it is; the others name the part. */
const PART_BITS = 15
const LAST_OF_PART = 2 ** PART_BITS - 1
/** A part with more than one step is cut into this many smaller ones. */
const PIECES = 16
const PIECE_BITS = 11
const LAST_OF_PIECE = 2 ** PIECE_BITS - 1
/** In place of a step: not looked at yet; more than one, or too large a value. Below: the part's pieces are kept, in the block of this number. */
const UNKNOWN = -1
const STEEP = -2
const FIRST_BLOCK = -3
/** Looks for a step along a straight line. */
const STRAIGHT_LOOKS = 8
const NEARLY_ALL = 1 - 2 ** -20

/**
 * Draws from a distribution over whole numbers by its quantile function, without computing it for most draws.
 *
 * A quantile function that is rounded to whole numbers is a staircase. (0, 1) is cut into parts; most hold one step or none, and for these a draw needs no more than
 * where the step is and what is before it, in one number. Where the stairs are steeper a part is cut into pieces, once more. Parts and pieces are surveyed when first drawn
 * from. Which number is drawn is exactly what the function gives.
 * Source of the idea: Chen and Asau, "On Generating Random Variates from an Empirical Distribution", AIIE Transactions 6 (1974).
 */
export class Staircase {
  private readonly quantile: (share: number) => number
  /** 1 where values rise with the share, -1 where they fall. */
  private readonly rise: 1 | -1
  /** For each part: the value before its step, and in the low bits where that is. */
  private readonly steps = new Int32Array(PARTS).fill(UNKNOWN)
  /** Blocks of pieces, as the parts. */
  private pieces = new Int32Array(0)
  private blocks = 0

  /** @param quantile monotone; what it gives is rounded */
  constructor(quantile: (share: number) => number) {
    this.quantile = quantile
    // At the very ends: a step may be in the first or the last part alone.
    this.rise = this.top(HALVES - 1) >= quantile(unitOf(0, 0)) ? 1 : -1
  }

  /** Takes one unit number from the generator. */
  draw(random: Random): number {
    const high = random.highHalf()
    const step = this.steps[high >>> PART_BITS]
    if (step < 0) return this.drawPiece(high, random)
    const beyond = (high & LAST_OF_PART) - (step & LAST_OF_PART)
    if (beyond === 0) return this.compute(high, random)
    return beyond < 0 ? step >> PART_BITS : (step >> PART_BITS) + this.rise
  }

  /** As `draw`, where the part holds more than one step, or has not been looked at. */
  private drawPiece(high: number, random: Random): number {
    const part = high >>> PART_BITS
    if (this.steps[part] === UNKNOWN) this.steps[part] = this.surveyPart(part)
    if (this.steps[part] > FIRST_BLOCK) return this.compute(high, random)
    const first = (FIRST_BLOCK - this.steps[part]) * PIECES
    const piece = high >>> PIECE_BITS
    const at = first + (piece & (PIECES - 1))
    if (this.pieces[at] === UNKNOWN) this.pieces[at] = this.survey(piece, PIECE_BITS)
    const step = this.pieces[at]
    const beyond = (high & LAST_OF_PIECE) - (step & LAST_OF_PIECE)
    if (step < 0 || beyond === 0) return this.compute(high, random)
    return beyond < 0 ? step >> PIECE_BITS : (step >> PIECE_BITS) + this.rise
  }

  private compute(high: number, random: Random): number {
    return Math.round(this.quantile(unitOf(high, random.lowHalf)))
  }

  private surveyPart(part: number): number {
    const step = this.survey(part, PART_BITS)
    if (step !== STEEP) return step
    const { pieces, blocks } = this
    this.pieces = new Int32Array((blocks + 1) * PIECES).fill(UNKNOWN)
    this.pieces.set(pieces)
    return FIRST_BLOCK - this.blocks++
  }

  /** @param bits how many of the higher half tell where in the part it is */
  private survey(part: number, bits: number): number {
    const first = part << bits
    const last = first + lastOf(bits)
    const before = Math.round(this.quantile(unitOf(first, 0)))
    const steps = (Math.round(this.top(last)) - before) * this.rise
    if (steps > 1 || before < 0 || before > lastOf(31 - bits)) return STEEP
    const step = steps === 1 ? this.findStep(first, last, before) : last
    return (before << bits) | (step & lastOf(bits))
  }

  /**
   * The first higher half, of those from `first` to `last`, for which not all draws give the value `before`; there is one. Looked for where a straight line would have it,
   * which is nearly right, and by halving where that does not end soon.
   */
  private findStep(first: number, last: number, before: number): number {
    const edge = before + this.rise / 2
    let low = this.top(first)
    let high = this.top(last)
    for (let looks = 0; first < last; looks++) {
      const share = looks < STRAIGHT_LOOKS ? (edge - low) / (high - low) : 0.5
      const guess = first + Math.floor((last - first) * Math.min(Math.max(share, 0), NEARLY_ALL))
      const value = this.top(guess)
      if (Math.round(value) === before) {
        first = guess + 1
        low = value
      } else {
        last = guess
        high = value
      }
    }
    return first
  }

  /** What the greatest unit number with this higher half gives. */
  private top(high: number): number {
    return this.quantile(unitOf(high, HALVES - 1))
  }
}

/** The greatest number of so many bits. */
const lastOf = (bits: number): number => 2 ** bits - 1
