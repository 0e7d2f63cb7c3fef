import { pow } from '../core/math.ts'
import type { Random } from '../core/random.ts'
import type { KeyId } from '../trace/event.ts'
import type { KeyChoice } from './resolved.ts'

/** Stretches of the running sums of which the first rank is noted, to search from there. */
const STRETCHES = 4_096
/** In a stretch of at most this many ranks they are looked at one after the other: few guesses go wrong. */
const FEW_RANKS = 8

/**
 * Ranks 0, 1, 2… drawn with probability proportional to 1 / (rank + 1)^exponent.
 * Exact, by the running sums of the weights; the number of ranks may grow.
 */
export class ZipfianRanks {
  private readonly exponent: number
  private readonly sums: number[] = []
  /** The first rank whose sum reaches the beginning of each stretch. */
  private readonly firsts = new Int32Array(STRETCHES + 2)
  private stretch = 0
  /** Ranks that the stretches cover. */
  private covered = 0

  constructor(exponent: number) {
    this.exponent = exponent
  }

  /** @param ranks how many there are, at least 1 */
  draw(random: Random, ranks: number): number {
    if (ranks < this.covered || ranks >= this.covered * 2) this.cover(ranks)
    this.growTo(ranks)
    const wanted = random.unit() * this.sums[ranks - 1]
    const at = Math.floor(wanted / this.stretch)
    const { firsts } = this
    if (at >= STRETCHES) return this.find(wanted, firsts[STRETCHES - 1], ranks - 1)
    if (firsts[at + 1] - firsts[at] <= FEW_RANKS) return this.findNear(wanted, firsts[at])
    // One more stretch on either side, since the division is rounded.
    return this.find(wanted, firsts[Math.max(0, at - 1)], firsts[at + 2])
  }

  /** The first rank whose sum reaches what is wanted; not far from `rank`. */
  private findNear(wanted: number, rank: number): number {
    const { sums } = this
    while (rank > 0 && sums[rank - 1] >= wanted) rank--
    while (sums[rank] < wanted) rank++
    return rank
  }

  /** The first rank, from `low` to `high`, whose sum reaches what is wanted. */
  private find(wanted: number, low: number, high: number): number {
    const { sums } = this
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle] < wanted) low = middle + 1
      else high = middle
    }
    return low
  }

  private cover(ranks: number): void {
    this.growTo(ranks)
    this.covered = ranks
    this.stretch = this.sums[ranks - 1] / STRETCHES
    for (let at = 0; at < this.firsts.length; at++) {
      this.firsts[at] = this.find(at * this.stretch, 0, ranks - 1)
    }
  }

  private growTo(ranks: number): void {
    const { sums } = this
    while (sums.length < ranks) {
      const weight = pow(sums.length + 1, -this.exponent)
      sums.push((sums.at(-1) ?? 0) + weight)
    }
  }
}

/**
 * The keys of a workload: those that are there from the start, and those inserted since.
 * Source of the distributions: Cooper et al., "Benchmarking Cloud Serving Systems with YCSB", SoCC 2010, section 4.1.
 */
export class KeySpace {
  private readonly choice: KeyChoice
  private readonly ranks: ZipfianRanks
  private count: number

  constructor(choice: KeyChoice) {
    this.choice = choice
    this.count = choice.count
    this.ranks = new ZipfianRanks(choice.exponent)
  }

  /** A key that is there. Zipfian: key 0 is the most popular; latest: the one inserted last. */
  pick(random: Random): KeyId {
    switch (this.choice.distribution) {
      case 'uniform':
        return random.below(this.count)
      case 'zipfian':
        return this.ranks.draw(random, this.count)
      case 'latest':
        return this.count - 1 - this.ranks.draw(random, this.count)
    }
  }

  /** A key that was not there before. */
  insert(): KeyId {
    return this.count++
  }
}
