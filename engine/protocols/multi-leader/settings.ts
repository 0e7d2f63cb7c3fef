import { MICROS_PER_MILLI, type Micros } from '../../core/clock.ts'
import type { Latency } from '../../network/latency.ts'
import type { ReadPolicy } from '../model.ts'

/**
 * Who sends changes to whom.
 * - `all-to-all`: every leader sends its own writes to every other.
 * - `ring`: each leader sends to the next one, in order of number, and passes on what it receives until that would come back to its origin.
 * - `star`: every leader exchanges with leader 0, the hub, which passes on.
 *
 * In a ring or star, while a leader on the way is down, updates wait behind it.
 */
export type Topology = 'all-to-all' | 'ring' | 'star'

/**
 * What becomes of versions of a key that were written without knowledge of each other.
 * - `last-writer-wins`: the one with the highest stamp is readable, ties by leader; the others are dropped.
 * - `siblings`: all are readable, until a write that is based on a read of them, or one at a leader that has them, replaces them.
 * - `merge`: one value is readable, `merge` folded over them in an order that is the same on every node. So all nodes agree whatever
 *   `merge` is, provided that it is a pure function; one that is also commutative and associative gives a value that does not depend on which
 *   leader took which write.
 */
export type ConflictResolution =
  | { readonly kind: 'last-writer-wins' }
  | { readonly kind: 'siblings' }
  | { readonly kind: 'merge'; readonly merge: (a: unknown, b: unknown) => unknown }

/**
 * A multi-leader cluster with nothing left open.
 *
 * Replicas are numbered: leaders 0 to `leaders` - 1, then the followers of leader 0, those of leader 1, and so on.
 */
export interface MultiLeaderSettings {
  /** 1 or more. */
  readonly leaders: number
  /** 0 or more. A follower receives its leader's changes, answers reads, and sends writers to its leader. */
  readonly followersPerLeader: number
  readonly topology: Topology
  readonly resolution: ConflictResolution
  /**
   * What gives a write its stamp: the leader's own clock as it is, or that clock moved past every stamp of the key that the leader has
   * (a hybrid logical clock), so that a later write never has a lower stamp than one it knew of.
   */
  readonly stamps: 'local-clock' | 'hybrid-clock'
  /** How long a node takes to apply one change of another node, one at a time. Absent: no time at all. */
  readonly applyTime?: Latency
  /** `leader` is the client's home leader: the nearest one that answers. `followers` falls back to leaders where there are none. */
  readonly reads: ReadPolicy
  /**
   * Changes that are not acknowledged within this time are sent again, one batch at a time and each time after twice as long as the
   * last, up to `maxRetryMicros`. Should be longer than the longest round trip, or else batches are sent twice.
   */
  readonly retryMicros: Micros
  readonly maxRetryMicros: Micros
  /** Updates in one message, at most. */
  readonly maxBatch: number
  /** Messages on their way to one neighbour without an acknowledgement, at most; further updates wait, and travel in larger batches. */
  readonly maxUnacknowledged: number
}

/** What a scenario gets where it says nothing else. */
export const MULTI_LEADER_DEFAULTS: MultiLeaderSettings = {
  leaders: 2,
  followersPerLeader: 0,
  topology: 'all-to-all',
  resolution: { kind: 'last-writer-wins' },
  stamps: 'local-clock',
  reads: 'nearest',
  retryMicros: 500 * MICROS_PER_MILLI,
  maxRetryMicros: 2_000 * MICROS_PER_MILLI,
  maxBatch: 100,
  maxUnacknowledged: 64,
}
