import type { Micros } from '../../core/clock.ts'
import { log, normalLogTail, normalQuantile, pow } from '../../core/math.ts'

/** How a node judges from another's silence that it is gone. */
export type DetectorSettings = FixedTimeoutSettings | PhiAccrualSettings

export interface FixedTimeoutSettings {
  readonly kind: 'fixed-timeout'
  /** Silence after which it is suspected. */
  readonly timeoutMicros: Micros
}

/**
 * Suspects when silence has become unlikely, by what heartbeats have been like: when phi, the negative decimal logarithm of the probability that the next one comes
 * later than now, reaches a threshold.
 * Source: Hayashibara, Défago, Yared and Katayama, "The phi accrual failure detector" (SRDS 2004).
 */
export interface PhiAccrualSettings {
  readonly kind: 'phi-accrual'
  /** Phi at which it is suspected: at 3 one suspicion in a thousand is false, if heartbeats are distributed as assumed. Above 0.31. */
  readonly threshold: number
  /** Intervals between heartbeats that are remembered. */
  readonly window: number
  /** How these are taken to be distributed: as in the paper (and Akka), or as in Cassandra, which is more patient. */
  readonly distribution: 'normal' | 'exponential'
  /** Least standard deviation, for heartbeats that come like clockwork; of the normal distribution only. */
  readonly minDeviationMicros: Micros
}

/** One node's watch on another. */
export interface FailureDetector {
  /** A heartbeat has come. */
  heard(now: Micros): void
  /** Silence after the latest heartbeat that it bears. */
  readonly patience: Micros
  /** When it suspects, unless a heartbeat comes before. */
  readonly deadline: Micros
}

/**
 * @param interval expected between two heartbeats, until some have come
 * @param now when it begins to watch, which counts as a heartbeat
 */
export function createDetector(
  settings: DetectorSettings,
  interval: Micros,
  now: Micros,
): FailureDetector {
  return settings.kind === 'phi-accrual'
    ? new PhiAccrual(settings, interval, now)
    : new FixedTimeout(settings.timeoutMicros, now)
}

class FixedTimeout implements FailureDetector {
  readonly patience: Micros
  private heardAt: Micros

  constructor(timeoutMicros: Micros, now: Micros) {
    this.patience = timeoutMicros
    this.heardAt = now
  }

  get deadline(): Micros {
    return this.heardAt + this.patience
  }

  heard(now: Micros): void {
    this.heardAt = now
  }
}

/** Standard deviation of the intervals that are assumed at first, as a share of the interval; as in Akka. */
const FIRST_DEVIATION = 0.25
/** Times the silence that was borne. */
const MOST_LEARNT = 2
const LN10 = log(10)

/**
 * Invariants: (1) `sum` and `squares` are those of the intervals in the ring; (2) an interval counts as no longer than twice the silence that was
 * borne, so that an outage does not make it patient for a whole window, while a network that becomes slower is learnt step by step.
 */
export class PhiAccrual implements FailureDetector {
  patience: Micros
  private readonly settings: PhiAccrualSettings
  /** Standard deviations above the mean where phi reaches the threshold; for the exponential distribution means. */
  private readonly reach: number
  private readonly intervals: Float64Array
  private count = 0
  private oldest = 0
  private sum = 0
  private squares = 0
  private heardAt: Micros

  constructor(settings: PhiAccrualSettings, interval: Micros, now: Micros) {
    const { threshold, window, distribution } = settings
    this.settings = settings
    this.reach = distribution === 'normal' ? -normalQuantile(pow(10, -threshold)) : threshold * LN10
    this.intervals = new Float64Array(window)
    this.heardAt = now
    const deviation = Math.round(interval * FIRST_DEVIATION)
    this.learn(interval - deviation)
    this.learn(interval + deviation)
    this.patience = this.bearable()
  }

  get deadline(): Micros {
    return this.heardAt + this.patience
  }

  heard(now: Micros): void {
    this.learn(Math.min(now - this.heardAt, MOST_LEARNT * this.patience))
    this.heardAt = now
    this.patience = this.bearable()
  }

  /** How unlikely the silence is by now: 0 at first, without an upper end. */
  phi(now: Micros): number {
    const silence = now - this.heardAt
    if (this.settings.distribution === 'exponential') return silence / this.mean / LN10
    return -normalLogTail((silence - this.mean) / this.deviation) / LN10
  }

  private get mean(): number {
    return this.sum / this.count
  }

  private get deviation(): number {
    const { mean } = this
    const variance = Math.max(0, this.squares / this.count - mean * mean)
    return Math.max(Math.sqrt(variance), this.settings.minDeviationMicros)
  }

  private bearable(): Micros {
    const { mean } = this
    const isNormal = this.settings.distribution === 'normal'
    return Math.ceil(isNormal ? mean + this.reach * this.deviation : mean * this.reach)
  }

  private learn(interval: Micros): void {
    const { intervals } = this
    if (this.count === intervals.length) {
      const forgotten = intervals[this.oldest]
      this.sum -= forgotten
      this.squares -= forgotten * forgotten
    } else this.count++
    intervals[this.oldest] = interval
    this.oldest = (this.oldest + 1) % intervals.length
    this.sum += interval
    this.squares += interval * interval
  }
}
