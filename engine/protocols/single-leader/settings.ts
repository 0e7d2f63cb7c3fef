import type { Micros } from '../../core/clock.ts'
import type { ReadLevel } from '../client.ts'
import type { ReadPolicy } from '../model.ts'
import type { DetectorSettings } from '../shared/failure-detector.ts'
import type { ApplierSettings } from './apply.ts'
import type { Stage } from './stage.ts'

/** A single-leader cluster with every default filled in; times in microseconds. */
export interface SingleLeaderSettings {
  /** One leader at the start (replica 0) and its followers; at least 1. */
  readonly replicas: number
  readonly replication: Replication
  /** Where clients read. Under `leader` a follower answers a read with a redirect. */
  readonly reads: ReadPolicy
  /**
   * What a read shows that does not say otherwise: what the replica lets be read (`local`), what it knows is committed (`committed`), or, from the leader
   * alone, nothing older than when it came, which a majority must confirm (`linearizable`). Absent: local.
   */
  readonly readLevel?: ReadLevel
  /**
   * What the leader has done with a write before it counts its own copy and sends it to followers: synced it to its log, or only received it into memory
   * (Kafka, MySQL with sync_binlog=0), so that a crash which loses unsynced data can leave followers ahead of it. Absent: synced.
   */
  readonly durability?: 'received' | 'synced'
  /**
   * When a client is told that its write is done: once the leader has received it (PostgreSQL's synchronous_commit=off, Kafka's acks=1), once it has synced it
   * (local), or once it is committed by the rule of `replication`. Absent: committed.
   */
  readonly answers?: Stage
  /**
   * When a write can be read at the leader: as soon as its own copy counts (`appended`; MySQL's AFTER_COMMIT), together with the client's answer
   * (`acknowledged`; AFTER_SYNC, PostgreSQL, Raft), or once it is committed, which is later where clients are answered before (`committed`; Kafka's high watermark).
   */
  readonly visibility: 'appended' | 'acknowledged' | 'committed'
  /** When a follower lets an entry be read: once its own log is durable (`received`), or once it knows it committed (`committed`; Raft). */
  readonly apply: 'received' | 'committed'
  /**
   * What a follower has done with an entry when it acknowledges it: put it into its memory (PostgreSQL's remote_write, Kafka), into its durable log (on), or made
   * it readable (remote_apply). Absent: synced. `applied` needs `apply: 'received'`: an entry cannot wait for its own commit.
   */
  readonly acknowledges?: 'received' | 'synced' | 'applied'
  /** How long it takes a replica to apply what it has received from a leader. Absent: no time at all. */
  readonly applier?: ApplierSettings
  /** What a replica does that has entries which its leader has not: an old leader, mostly, that comes back. Absent: truncate. */
  readonly rejoin?: Rejoin
  readonly failover: Failover
  /**
   * Whether a leader serves clients only while it holds a lease, so that it has stopped before another can start. The lease comes from a majority
   * of the replicas (`vote`: for the shortest election timeout) or from the controller (`most-up-to-date`: for the silence that it bears). With
   * `none` and `manual` nobody grants leases and this has no effect. When false, an old leader goes on until it hears of a higher term.
   */
  readonly fencing: boolean
  /**
   * Whether an old leader that hears of a newer one stops to lead. When false, it leads on beside it, also after a restart, until its disk is wiped (PostgreSQL and
   * MySQL, whose servers know of no leaders). Absent: true.
   */
  readonly stepsDown?: boolean
  /**
   * Whether a leader recognises a write that it has already (a client's retry, a message delivered twice) and answers it without
   * appending it again. When false, it is appended a second time, as in MySQL and PostgreSQL.
   */
  readonly idempotent: boolean
  /** How often a leader calls every follower, and the controller: carries the commit offset, renews leases, finds what to resend. */
  readonly heartbeatMicros: Micros
  /** Entries a message at most. */
  readonly maxBatch: number
}

/**
 * - `truncate`: it cuts them off (Raft, Kafka, PostgreSQL with pg_rewind).
 * - `set-aside`: it cuts them off, and keeps them on its disk for a person to look at (MongoDB's rollback files).
 * - `diverge`: it keeps them, shows them to readers and follows no more (PostgreSQL's old primary on its own timeline).
 * - `refuse`: it keeps them, follows no more and serves nobody until its disk is wiped (MySQL: to be discarded and built anew).
 */
export type Rejoin = 'truncate' | 'set-aside' | 'diverge' | 'refuse'

/** What makes a leader's write committed, beside its own copy. */
export type Replication =
  | { readonly kind: 'async' }
  | {
      readonly kind: 'semi-sync'
      /** Followers that must have the entry in their durable logs. */
      readonly acks: number
      /** Which: any, or the first ones, in order of their numbers, of those that are connected (PostgreSQL's ANY and FIRST). Absent: any. */
      readonly from?: 'any' | 'first'
      /** With `onTimeout: 'async'`, and fewer followers connected than `acks`: wait for the timeout, or do not wait at all (MySQL). Absent: wait. */
      readonly whenTooFew?: 'wait' | 'async'
      /** How long a write waits for them. */
      readonly timeoutMicros: Micros
      /** `async`: release all waiting writes and wait no more until enough followers have caught up (MySQL). `block`: wait for ever. */
      readonly onTimeout: 'async' | 'block'
    }
  /** All followers. */
  | { readonly kind: 'sync' }
  /** All followers of a set that shrinks to those that keep up (Kafka's in-sync replicas). */
  | {
      readonly kind: 'in-sync'
      /** Replicas that the set must have, leader included: with fewer, nothing is committed and writes are refused. */
      readonly minimum: number
      /** A follower that has not had all of the leader's log for so long leaves the set. */
      readonly lagMicros: Micros
      /** Whether a controller may appoint somebody outside the set when nobody of it is left, which loses what was committed since. */
      readonly unclean: boolean
    }
  /** Raft: a majority of all replicas, leader included, counted for entries of the leader's own term only. */
  | { readonly kind: 'majority' }

/** Who takes over from a leader that is gone. */
export type Failover =
  /** Nobody: the cluster waits for it to come back. */
  | { readonly kind: 'none' }
  /** A person (`promote`). */
  | { readonly kind: 'manual' }
  /**
   * The replicas elect one (Raft): each waits for a random time within `electionTimeout` before it stands; with `preVote` it first asks whether a majority
   * would vote for it.
   */
  | { readonly kind: 'vote'; readonly electionTimeout: TimeRange; readonly preVote?: boolean }
  /** A controller promotes the follower with the most advanced log when it suspects from its silence that the leader is gone. */
  | { readonly kind: 'most-up-to-date'; readonly detector: DetectorSettings }

export interface TimeRange {
  readonly from: Micros
  readonly to: Micros
}

/** When the leader lets a write be read. */
export function visibleAt({ visibility, answers, durability }: SingleLeaderSettings): Stage {
  if (visibility === 'appended') return durability ?? 'synced'
  return visibility === 'acknowledged' ? (answers ?? 'committed') : 'committed'
}

/** Replicas that make a majority. */
export const majorityOf = (replicas: number): number => Math.floor(replicas / 2) + 1

/** Followers that must have an entry before it is committed, at least. */
export function followersAwaited({ replication, replicas }: SingleLeaderSettings): number {
  switch (replication.kind) {
    case 'async':
      return 0
    case 'semi-sync':
      return replication.acks
    case 'sync':
      return replicas - 1
    case 'in-sync':
      return replication.minimum - 1
    case 'majority':
      return majorityOf(replicas) - 1
  }
}
