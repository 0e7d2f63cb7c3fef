import type { Micros } from '../../core/clock.ts'
import type { DetectorSettings } from '../shared/failure-detector.ts'

export interface HeartbeatSettings {
  /** Time between two calls of a node to all others. */
  readonly everyMicros: Micros
  readonly detector: DetectorSettings
}

/**
 * A leaderless cluster with nothing left open.
 * Sources: DeCandia et al., "Dynamo" (SOSP 2007), sections 4.2 to 4.7; the Apache Cassandra documentation, "Dynamo" and "Hints".
 */
export interface LeaderlessSettings {
  /** Computers in the cluster. */
  readonly nodes: number
  /** N: replicas of each key, at most `nodes`. */
  readonly replicas: number
  /** W: replicas that have a write on disk before the client is told ok. */
  readonly write: number
  /** R: replicas whose answers a read waits for. */
  readonly read: number
  /** Which node a client asks to coordinate: any, the nearest, one of the key's own replicas, or one that is none of them. */
  readonly coordinator: 'any' | 'nearest' | 'replica' | 'non-replica'
  /** `last-writer-wins` keeps the version with the highest timestamp; `version-vectors` keeps concurrent versions as siblings. */
  readonly versions: 'last-writer-wins' | 'version-vectors'
  /** Whether a read sends the newest version to the replicas that answered with an older one. */
  readonly readRepair: boolean
  /** Whether a write for a replica that does not answer is kept as a hint and handed over later. */
  readonly hintedHandoff: boolean
  /** Whether the hint of another node counts towards W and R (the first N healthy nodes answer). */
  readonly sloppyQuorum: boolean
  /** Time between two Merkle tree comparisons that a node starts; undefined for none. */
  readonly antiEntropyMicros: Micros | undefined
  /** A replica that has not answered for so long is suspected to be down. */
  readonly suspectAfterMicros: Micros
  /** Nodes also call each other, and suspect whoever is silent. Absent: nobody calls, and only unanswered requests tell. */
  readonly heartbeats?: HeartbeatSettings
  /** A coordinator gives up after this; a write may have happened then. */
  readonly requestTimeoutMicros: Micros
  /** Time between two attempts to hand hints over. */
  readonly handoffMicros: Micros
}
