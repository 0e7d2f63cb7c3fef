import type { Clock, Micros } from '../core/clock.ts'

/**
 * The clocks of one node: a wall clock, which may be wrong, and a monotonic one for how long things take, which never goes back.
 *
 * Skew and jumps move the wall clock only. Drift makes both run too fast or too slowly; when it ends, the wall clock loses what it drifted, as when a
 * time server sets it right, and the monotonic clock keeps it.
 */
export class NodeClock {
  /** How far the wall clock is set wrong. */
  private skew: Micros = 0
  private jumped: Micros = 0
  private rate = 1
  /** True time at which the rate last changed. */
  private since: Micros = 0
  /** What wall and monotonic clock had gained by drift at that time. */
  private wallDrift: Micros = 0
  private monotonicDrift: Micros = 0
  private readonly time: Clock

  constructor(time: Clock) {
    this.time = time
  }

  wall(): Micros {
    const now = this.time.now + this.skew + this.jumped
    return this.rate === 1 ? now : now + this.wallDrift + this.drift()
  }

  monotonic(): Micros {
    const now = this.time.now + this.monotonicDrift
    return this.rate === 1 ? now : now + this.drift()
  }

  /** True time until the monotonic clock has moved on by `delay`, at its present rate. */
  trueDelay(delay: Micros): Micros {
    return this.rate === 1 ? delay : Math.ceil(delay / this.rate)
  }

  /** @param by how far the wall clock is ahead from now on, in place of any skew before; negative for behind */
  setSkew(by: Micros): void {
    this.skew = by
  }

  /** Puts the wall clock forward, or back, for good. */
  jump(by: Micros): void {
    this.jumped += by
  }

  /** @param rate how fast both clocks run; 1 is right */
  setRate(rate: number): void {
    const drift = this.drift()
    this.monotonicDrift += drift
    this.wallDrift = rate === 1 ? 0 : this.wallDrift + drift
    this.since = this.time.now
    this.rate = rate
  }

  private drift(): Micros {
    return Math.round((this.time.now - this.since) * (this.rate - 1))
  }
}
