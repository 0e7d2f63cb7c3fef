import type { Micros } from '../../core/clock.ts'

/** Puts stretches of time on lanes so that no two of a lane overlap: each on the first that is free. Shown in order of their beginnings. */
export class Lanes {
  /** By lane: when it is free again. */
  private readonly free: Micros[] = []

  get count(): number {
    return this.free.length
  }

  take(from: Micros, to: Micros): number {
    let lane = this.free.findIndex((time) => time <= from)
    if (lane < 0) lane = this.free.length
    this.free[lane] = to
    return lane
  }
}
