import type { Result } from '../../../core/result.ts'
import type { ReadPolicy } from '../../../protocols/model.ts'
import { createMultiLeader } from '../../../protocols/multi-leader/model.ts'
import {
  MULTI_LEADER_DEFAULTS as DEFAULTS,
  type Topology,
} from '../../../protocols/multi-leader/settings.ts'
import { type Duration, durationText, positiveDuration, refuseTime } from '../../schema/duration.ts'
import { type FieldsOf, optional, record, withDefault } from '../../schema/record.ts'
import { problem, refuse, within } from '../../schema/refusal.ts'
import { oneOf, whole } from '../../schema/scalar.ts'
import type { Read } from '../../schema/schema.ts'
import { type LatencySpec, latencySchema } from '../latency.ts'
import { optionsOf } from '../options.ts'
import { regionNames } from '../regions.ts'
import { type BuiltModel, built, MAXIMUM_NODES } from './kind.ts'
import { type ResolutionSpec, resolutionSchema } from './resolution.ts'

/** Multi-leader replication: several nodes take writes and send them to each other. */
export interface MultiLeaderOptions {
  /** Nodes that take writes. Default 2. */
  readonly leaders?: number
  /** Followers of each leader, which answer reads. Default 0. */
  readonly followersPerLeader?: number
  /** Who sends changes to whom. Default `'all-to-all'`. */
  readonly topology?: Topology
  /** What becomes of concurrent writes: `lastWriterWins()`, `keepSiblings()` or `merge(fn)`. Default `lastWriterWins()`. */
  readonly resolution?: ResolutionSpec
  /** What stamps a write: the leader's own clock, or one moved past every stamp of the key that it has seen. Default `'local-clock'`. */
  readonly stamps?: 'local-clock' | 'hybrid-clock'
  /** How long a node takes to apply one change of another node, one at a time: what makes it lag when there is much to apply. Default: no time at all. */
  readonly applyTime?: LatencySpec
  /** Where clients read. Default `'nearest'`. */
  readonly reads?: ReadPolicy
  /** Changes without an acknowledgement are sent again after this time. Default `'500ms'`. */
  readonly retry?: Duration
  /** The longest time between two such attempts. Default `'2s'`. */
  readonly maxRetry?: Duration
  /** Changes in one message, at most. Default 100. */
  readonly maxBatch?: number
  /** Messages to one neighbour without an acknowledgement, at most. Default 64. */
  readonly maxUnacknowledged?: number
  /** Regions of the nodes, round robin: leaders first, then their followers. Default: none. */
  readonly regions?: readonly string[]
}

export type MultiLeaderSpec = { readonly kind: 'multi-leader' } & MultiLeaderOptions

/** Several leaders that take writes and exchange them, as in CouchDB or MySQL with several primaries. */
export const multiLeader = (options: MultiLeaderOptions = {}): MultiLeaderSpec => ({
  kind: 'multi-leader',
  ...optionsOf('multiLeader', options),
})

export const multiLeaderSchema = record('a multi-leader cluster', {
  leaders: withDefault(whole(1, MAXIMUM_NODES), DEFAULTS.leaders, 'Nodes that take writes.'),
  followersPerLeader: withDefault(
    whole(0, MAXIMUM_NODES),
    DEFAULTS.followersPerLeader,
    'Followers of each leader, which answer reads.',
  ),
  topology: withDefault(
    oneOf<Topology>('all-to-all', 'ring', 'star'),
    DEFAULTS.topology,
    'Who sends changes to whom.',
  ),
  resolution: withDefault(
    resolutionSchema,
    DEFAULTS.resolution,
    'What becomes of writes that did not know of each other.',
  ),
  stamps: withDefault(
    oneOf('local-clock', 'hybrid-clock'),
    DEFAULTS.stamps,
    "What stamps a write: the leader's own clock, or one moved past every stamp of the key that it has seen.",
  ),
  applyTime: optional(
    latencySchema,
    'How long a node takes to apply one change of another node, one at a time.',
    'no time at all',
  ),
  reads: withDefault(
    oneOf<ReadPolicy>('leader', 'followers', 'nearest', 'any'),
    DEFAULTS.reads,
    'Where clients read.',
  ),
  retry: withDefault(
    positiveDuration,
    durationText(DEFAULTS.retryMicros),
    'Changes without an acknowledgement are sent again after this time.',
  ),
  maxRetry: withDefault(
    positiveDuration,
    durationText(DEFAULTS.maxRetryMicros),
    'The longest time between two such attempts.',
  ),
  maxBatch: withDefault(whole(1, 100_000), DEFAULTS.maxBatch, 'Changes in one message, at most.'),
  maxUnacknowledged: withDefault(
    whole(1, 100_000),
    DEFAULTS.maxUnacknowledged,
    'Messages to one neighbour without an acknowledgement, at most.',
  ),
  regions: optional(regionNames, 'Regions of the nodes, round robin.', 'none'),
} satisfies FieldsOf<MultiLeaderOptions>)

export type CheckedMultiLeader = Read<typeof multiLeaderSchema>

export function buildMultiLeader(given: CheckedMultiLeader, path: string): Result<BuiltModel> {
  const { leaders, followersPerLeader, reads, retry, maxRetry, regions } = given
  const nodes = leaders * (1 + followersPerLeader)
  if (nodes > MAXIMUM_NODES) {
    const sentence = `${path} has ${nodes} nodes (leaders and their followers), but must have at most ${MAXIMUM_NODES}.`
    return problem('scenario/out-of-range', sentence)
  }
  if (reads === 'followers' && followersPerLeader === 0) {
    const allowed = "'leader', 'nearest' or 'any' where there are no followers"
    return refuse(within(path, 'reads'), reads, allowed, 'scenario/conflict')
  }
  if (maxRetry < retry) {
    const allowed = `at least ${durationText(retry)} (${within(path, 'retry')})`
    return refuseTime(within(path, 'maxRetry'), maxRetry, allowed)
  }
  const model = createMultiLeader({
    leaders,
    followersPerLeader,
    topology: given.topology,
    resolution: given.resolution,
    stamps: given.stamps,
    applyTime: given.applyTime,
    reads,
    retryMicros: retry,
    maxRetryMicros: maxRetry,
    maxBatch: given.maxBatch,
    maxUnacknowledged: given.maxUnacknowledged,
  })
  return built(
    model,
    { leaders: leaders === 1 ? 'one' : 'several', promotion: false, levels: false },
    regions,
  )
}
