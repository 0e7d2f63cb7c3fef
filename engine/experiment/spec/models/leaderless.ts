import type { Result } from '../../../core/result.ts'
import { createLeaderless } from '../../../protocols/leaderless/model.ts'
import type { LeaderlessSettings } from '../../../protocols/leaderless/settings.ts'
import { type Duration, positiveDuration } from '../../schema/duration.ts'
import { type FieldsOf, optional, record, withDefault } from '../../schema/record.ts'
import { problem, refuse, within } from '../../schema/refusal.ts'
import { boolean, oneOf, orOff, whole } from '../../schema/scalar.ts'
import type { Read } from '../../schema/schema.ts'
import { optionsOf } from '../options.ts'
import { regionNames } from '../regions.ts'
import { type DetectorSpec, detectorSchema } from './detector.ts'
import { type BuiltModel, built, MAXIMUM_NODES } from './kind.ts'

/** Leaderless replication: any node coordinates a request over the key's replicas. */
export interface LeaderlessOptions {
  /** Computers in the cluster. Default: as many as replicas. */
  readonly nodes?: number
  /** N: replicas of each key. Default 3. */
  readonly replicas?: number
  /** W: replicas that have a write on disk before the client is told ok. Default: a majority of N. */
  readonly write?: number
  /** R: replicas whose answers a read waits for. Default: a majority of N. */
  readonly read?: number
  /** Which node a client asks: any, the nearest, one of the key's own replicas, or one that is none of them. Default `'any'`. */
  readonly coordinator?: 'any' | 'nearest' | 'replica' | 'non-replica'
  /** Concurrent writes: the highest timestamp wins, or both stay as siblings. Default `'last-writer-wins'`. */
  readonly versions?: 'last-writer-wins' | 'version-vectors'
  /** Whether a read sends the newest version to replicas that answered with an older one. Default true. */
  readonly readRepair?: boolean
  /** Whether a write for a replica that does not answer is kept as a hint and handed over later. Default true. */
  readonly hintedHandoff?: boolean
  /** Whether another node's hint counts towards W (first N healthy nodes); needs `hintedHandoff`. Default false. */
  readonly sloppyQuorum?: boolean
  /** Time between two comparisons of Merkle trees that a node starts; false for none. Default false. */
  readonly antiEntropy?: Duration | false
  /**
   * A replica that leaves a request unanswered for this long is suspected to be down. With `phiAccrual()` nodes call each other, and suspect by that, and whoever leaves a
   * request unanswered until `requestTimeout`. Default `'1s'`.
   */
  readonly suspectAfter?: Duration | DetectorSpec
  /** How often nodes call each other where `suspectAfter` is `phiAccrual()`. Default `'1s'` there, as in Cassandra. */
  readonly heartbeat?: Duration
  /** A coordinator gives up after this, and says so; of a time above the clients' `timeout` they see nothing. Default `'500ms'`. */
  readonly requestTimeout?: Duration
  /** Time between two attempts to hand hints over. Default `'1s'`. */
  readonly handoffEvery?: Duration
  /** Regions of the nodes, round robin. Default: none. */
  readonly regions?: readonly string[]
}

export type LeaderlessSpec = { readonly kind: 'leaderless' } & LeaderlessOptions

/** A leaderless cluster, as in Dynamo and Cassandra: N replicas a key, W of them for a write, R for a read. */
export const leaderless = (options: LeaderlessOptions = {}): LeaderlessSpec => ({
  kind: 'leaderless',
  ...optionsOf('leaderless', options),
})

/** A coordinator marks who has answered with one bit a replica. */
const MAXIMUM_REPLICAS = 32
const replicaCount = whole(1, MAXIMUM_REPLICAS)

export const leaderlessSchema = record('a leaderless cluster', {
  nodes: optional(whole(1, MAXIMUM_NODES), 'Computers in the cluster.', 'as many as replicas'),
  replicas: withDefault(replicaCount, 3, 'N: replicas of each key.'),
  write: optional(
    replicaCount,
    'W: replicas that have a write on disk before the client is told ok.',
    'a majority of N',
  ),
  read: optional(replicaCount, 'R: replicas whose answers a read waits for.', 'a majority of N'),
  coordinator: withDefault(
    oneOf('any', 'nearest', 'replica', 'non-replica'),
    'any',
    'Which node a client asks.',
  ),
  versions: withDefault(
    oneOf('last-writer-wins', 'version-vectors'),
    'last-writer-wins',
    'What becomes of concurrent writes: the highest timestamp wins, or both stay as siblings.',
  ),
  readRepair: withDefault(
    boolean,
    true,
    'Whether a read brings replicas with older versions up to date.',
  ),
  hintedHandoff: withDefault(
    boolean,
    true,
    'Whether a write for a silent replica is kept as a hint and handed over later.',
  ),
  sloppyQuorum: withDefault(boolean, false, "Whether another node's hint counts towards W."),
  antiEntropy: withDefault(
    orOff(positiveDuration),
    false,
    'Time between two comparisons of Merkle trees that a node starts.',
  ),
  suspectAfter: withDefault(
    detectorSchema,
    '1s',
    'A replica that leaves a request unanswered for this long, or whose heartbeats do not come, is suspected to be down.',
  ),
  heartbeat: optional(
    positiveDuration,
    'How often nodes call each other.',
    '1s where suspectAfter is phiAccrual(), else never',
  ),
  requestTimeout: withDefault(positiveDuration, '500ms', 'A coordinator gives up after this.'),
  handoffEvery: withDefault(
    positiveDuration,
    '1s',
    'Time between two attempts to hand hints over.',
  ),
  regions: optional(regionNames, 'Regions of the nodes, round robin.', 'none'),
} satisfies FieldsOf<LeaderlessOptions>)

export type CheckedLeaderless = Read<typeof leaderlessSchema>

export function buildLeaderless(given: CheckedLeaderless, path: string): Result<BuiltModel> {
  const { replicas, nodes = replicas, regions } = given
  const majority = Math.floor(replicas / 2) + 1
  const { write = majority, read = majority } = given
  const quorum = `a whole number from 1 to ${replicas} (the replication factor)`
  if (write > replicas) return refuse(within(path, 'write'), write, quorum, 'scenario/out-of-range')
  if (read > replicas) return refuse(within(path, 'read'), read, quorum, 'scenario/out-of-range')
  if (given.sloppyQuorum && !given.hintedHandoff) {
    const sentence = `${within(path, 'sloppyQuorum')} is true, but needs hintedHandoff: what counts is another node's hint.`
    return problem('scenario/conflict', sentence)
  }
  if (replicas > nodes) {
    const allowed = `a whole number from 1 to ${nodes} (the number of nodes)`
    return refuse(within(path, 'replicas'), replicas, allowed, 'scenario/out-of-range')
  }
  if (given.coordinator === 'non-replica' && !hasOutsiders(given, nodes)) {
    const allowed = `'any', 'nearest' or 'replica' unless nodes exceed replicas and versions are 'last-writer-wins'`
    return refuse(within(path, 'coordinator'), given.coordinator, allowed, 'scenario/conflict')
  }
  if (given.heartbeat !== undefined && given.suspectAfter.kind === 'fixed-timeout') {
    const sentence = `${within(path, 'heartbeat')} has no meaning unless suspectAfter is phiAccrual(): nodes call each other for that alone.`
    return problem('scenario/conflict', sentence)
  }
  const model = createLeaderless({
    nodes,
    replicas,
    write,
    read,
    coordinator: given.coordinator,
    versions: given.versions,
    readRepair: given.readRepair,
    hintedHandoff: given.hintedHandoff,
    sloppyQuorum: given.sloppyQuorum,
    antiEntropyMicros: given.antiEntropy,
    ...suspicionOf(given),
    requestTimeoutMicros: given.requestTimeout,
    handoffMicros: given.handoffEvery,
  })
  return built(model, { leaders: 'none', promotion: false, levels: false }, regions)
}

/** What makes a node suspect another. */
function suspicionOf({
  suspectAfter,
  heartbeat = DEFAULT_HEARTBEAT_MICROS,
  requestTimeout,
}: CheckedLeaderless): Pick<LeaderlessSettings, 'suspectAfterMicros' | 'heartbeats'> {
  if (suspectAfter.kind === 'fixed-timeout') {
    return { suspectAfterMicros: suspectAfter.timeoutMicros }
  }
  const heartbeats = { everyMicros: heartbeat, detector: suspectAfter }
  return { suspectAfterMicros: requestTimeout, heartbeats }
}

/** Cassandra's nodes gossip once a second. */
const DEFAULT_HEARTBEAT_MICROS = 1_000_000

/** Whether a node that is no replica of a key can coordinate its writes: there must be one, and versions must not be named by a replica's own counter. */
const hasOutsiders = ({ replicas, versions }: CheckedLeaderless, nodes: number): boolean =>
  nodes > replicas && versions === 'last-writer-wins'
