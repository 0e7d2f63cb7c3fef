import type { Micros } from '../core/clock.ts'

/** Work that takes longer than it should: its usual time times a factor, and at least the floor. */
export interface Slowness {
  readonly factor: number
  readonly floor: Micros
}

/** What is wrong with a machine; faults put it there and take it away. It outlasts crashes and restarts. */
export interface Condition {
  /** Of every message that the machine handles. */
  readonly processor: Slowness
  /** Of every sync of its disk. */
  readonly disk: Slowness
  /** Syncs that begin do not end. */
  readonly isDiskFull: boolean
  /** Syncs end at once, and what they covered is durable only this much later; undefined for a disk that tells the truth. */
  readonly lyingMicros: Micros | undefined
  /** How far the clock is ahead; negative when it is behind. */
  readonly skewMicros: Micros
  /** How fast the clock runs; 1 is right. */
  readonly clockRate: number
}

const AS_USUAL: Slowness = { factor: 1, floor: 0 }

export const SOUND: Condition = {
  processor: AS_USUAL,
  disk: AS_USUAL,
  isDiskFull: false,
  lyingMicros: undefined,
  skewMicros: 0,
  clockRate: 1,
}

/** What takes this long as a rule takes so long now. */
export const slowed = (usual: Micros, { factor, floor }: Slowness): Micros =>
  Math.max(Math.round(usual * factor), floor)
