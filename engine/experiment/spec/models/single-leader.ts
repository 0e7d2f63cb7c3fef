import type { Micros } from '../../../core/clock.ts'
import { ok, type Result } from '../../../core/result.ts'
import type { ReadLevel } from '../../../protocols/client.ts'
import type { ReadPolicy } from '../../../protocols/model.ts'
import { createDetector } from '../../../protocols/shared/failure-detector.ts'
import { createSingleLeader } from '../../../protocols/single-leader/model.ts'
import type { Failover, Rejoin, Replication } from '../../../protocols/single-leader/settings.ts'
import type { Stage } from '../../../protocols/single-leader/stage.ts'
import { type Duration, durationText, positiveDuration, refuseTime } from '../../schema/duration.ts'
import { type FieldsOf, optional, record, withDefault } from '../../schema/record.ts'
import { problem, refuse, within } from '../../schema/refusal.ts'
import { boolean, oneOf, whole } from '../../schema/scalar.ts'
import type { Read } from '../../schema/schema.ts'
import { optionsOf } from '../options.ts'
import { regionNames } from '../regions.ts'
import { type ApplierSpec, applierSchema } from './applier.ts'
import { DEFAULT_VOTE, type FailoverSpec, failoverSchema, toFailover } from './failover.ts'
import { type BuiltModel, built, MAXIMUM_NODES } from './kind.ts'
import { type ReplicationSpec, replicationSchema, toReplication } from './replication.ts'

/** Single-leader replication: one leader orders all writes, followers copy its log. */
export interface SingleLeaderOptions {
  /** Replicas beside the leader. Default 2. */
  readonly followers?: number
  /** What a write waits for: `async()`, `semiSync()`, `sync()`, `inSync()` or `majority()`. Default `async()`. */
  readonly replication?: ReplicationSpec
  /** Where clients read. Default `'leader'`. */
  readonly reads?: ReadPolicy
  /**
   * What a read shows that does not say otherwise: what the replica lets be read, only what it knows is committed, or, from the leader alone, nothing older
   * than when it was asked, which a majority must confirm. Default `'local'`.
   */
  readonly readLevel?: ReadLevel
  /** Who takes over: `noFailover()`, `manual()`, `vote()` or `mostUpToDate()`. Default `vote()` under majority, else `noFailover()`. */
  readonly failover?: FailoverSpec
  /** Whether a leader serves only while it holds a lease, so that it has stopped before another starts. Needs `vote()` or `mostUpToDate()`, whose word the lease is: default true with these. */
  readonly fencing?: boolean
  /**
   * What the leader has done with a write before it counts its own copy and sends it on: synced it to its log, or only received it into memory, so that a power
   * failure can leave followers ahead of it. Default `'synced'`.
   */
  readonly durability?: 'received' | 'synced'
  /**
   * When a client is told that its write is done: once the leader has received it into memory (a power failure still takes it), once it has synced it to its own
   * log, or once it is committed, as `replication` says. Default `'committed'`.
   */
  readonly answers?: Stage
  /**
   * When the leader lets a write be read: once its own copy counts, with the client's answer, or once it is committed (later, where `answers` comes
   * before). Default `'acknowledged'`.
   */
  readonly visibility?: 'appended' | 'acknowledged' | 'committed'
  /** When a follower lets a write be read: once it has it, or once it knows it committed. Default `'committed'` under majority, else `'received'`. */
  readonly apply?: 'received' | 'committed'
  /**
   * What a follower has done with a write when it acknowledges it: received it into memory (a power failure still takes it), synced it to its log, or applied
   * it, so that it can be read there. Default `'synced'`.
   */
  readonly acknowledges?: 'received' | 'synced' | 'applied'
  /**
   * What a replica does with writes that its leader has not, as an old leader that comes back may have: cut them off, cut them off and keep them aside (shown by its
   * state), keep them, show them and follow no more, or keep them and serve nobody until its disk is wiped. Default `'truncate'`.
   */
  readonly rejoin?: Rejoin
  /** How long it takes followers to apply what they have received: what makes them lag when there is much to write. Default: no time at all. */
  readonly applier?: ApplierSpec
  /**
   * Whether an old leader that hears of a newer one stops to lead; when false it leads on beside it until its disk is wiped. Needs `manual()`, or `mostUpToDate()`
   * without fencing. Default true.
   */
  readonly stepsDown?: boolean
  /** Whether a write that is sent twice takes effect once. Default true. */
  readonly idempotent?: boolean
  /** How often the leader calls its followers. Default `'50ms'`. */
  readonly heartbeat?: Duration
  /** Log entries a message at most. Default 64. */
  readonly maxBatch?: number
  /** Regions of the nodes, round robin; n1 is the first leader. Default: none. */
  readonly regions?: readonly string[]
}

export type SingleLeaderSpec = { readonly kind: 'single-leader' } & SingleLeaderOptions

/** One leader and its followers, as in PostgreSQL, MySQL, MongoDB and Raft. */
export const singleLeader = (options: SingleLeaderOptions = {}): SingleLeaderSpec => ({
  kind: 'single-leader',
  ...optionsOf('singleLeader', options),
})

export const singleLeaderSchema = record('a single-leader cluster', {
  followers: withDefault(whole(0, MAXIMUM_NODES - 1), 2, 'Replicas beside the leader.'),
  replication: withDefault(replicationSchema, { kind: 'async' }, 'What a write waits for.'),
  reads: withDefault(
    oneOf<ReadPolicy>('leader', 'followers', 'nearest', 'any'),
    'leader',
    'Where clients read.',
  ),
  readLevel: withDefault(
    oneOf<ReadLevel>('local', 'committed', 'linearizable'),
    'local',
    'What a read shows that does not say otherwise.',
  ),
  failover: optional(
    failoverSchema,
    'Who takes over from a leader that is gone.',
    'vote under majority, else none',
  ),
  fencing: optional(
    boolean,
    'Whether a leader serves only while it holds a lease, so that it has stopped before another starts.',
    'true with failover by vote or by a controller',
  ),
  durability: withDefault(
    oneOf('received', 'synced'),
    'synced',
    'What the leader has done with a write before it counts its own copy and sends it on.',
  ),
  answers: withDefault(
    oneOf<Stage>('received', 'synced', 'committed'),
    'committed',
    'How far a write has come at the leader when its client is told that it is done.',
  ),
  visibility: withDefault(
    oneOf('appended', 'acknowledged', 'committed'),
    'acknowledged',
    "When the leader lets a write be read: once its own copy counts, with the client's answer, or once it is committed.",
  ),
  apply: optional(
    oneOf('received', 'committed'),
    'When a follower lets a write be read: once it has it, or once it knows it committed.',
    "'committed' under majority, else 'received'",
  ),
  acknowledges: withDefault(
    oneOf('received', 'synced', 'applied'),
    'synced',
    'What a follower has done with a write when it acknowledges it.',
  ),
  rejoin: withDefault(
    oneOf<Rejoin>('truncate', 'set-aside', 'diverge', 'refuse'),
    'truncate',
    'What a replica does with writes that its leader has not.',
  ),
  applier: optional(
    applierSchema,
    'How long it takes followers to apply what they have received.',
    'no time at all',
  ),
  stepsDown: withDefault(
    boolean,
    true,
    'Whether an old leader that hears of a newer one stops to lead.',
  ),
  idempotent: withDefault(boolean, true, 'Whether a write that is sent twice takes effect once.'),
  heartbeat: withDefault(positiveDuration, '50ms', 'How often the leader calls its followers.'),
  maxBatch: withDefault(whole(1, 100_000), 64, 'Log entries a message at most.'),
  regions: optional(regionNames, 'Regions of the nodes, round robin.', 'none'),
} satisfies FieldsOf<SingleLeaderOptions>)

export type CheckedSingleLeader = Read<typeof singleLeaderSchema>

export function buildSingleLeader(given: CheckedSingleLeader, path: string): Result<BuiltModel> {
  const replication = toReplication(given.replication)
  const isMajority = replication.kind === 'majority'
  const failover = toFailover(given.failover ?? (isMajority ? DEFAULT_VOTE : { kind: 'none' }))
  const rules = checkRules(given, replication, failover, path)
  if (!rules.ok) return rules
  const apply = given.apply ?? (isMajority ? 'committed' : 'received')
  if (given.acknowledges === 'applied' && apply === 'committed') {
    const allowed = "'received' or 'synced' where followers apply only what is committed"
    return refuse(within(path, 'acknowledges'), 'applied', allowed, 'scenario/conflict')
  }
  const model = createSingleLeader({
    replicas: given.followers + 1,
    replication,
    reads: given.reads,
    readLevel: given.readLevel,
    durability: given.durability,
    answers: given.answers,
    visibility: given.visibility,
    apply,
    acknowledges: given.acknowledges,
    applier: given.applier,
    rejoin: given.rejoin,
    failover,
    fencing: given.fencing ?? true,
    stepsDown: given.stepsDown,
    idempotent: given.idempotent,
    heartbeatMicros: given.heartbeat,
    maxBatch: given.maxBatch,
  })
  const promotion = failover.kind === 'manual' || failover.kind === 'vote'
  return built(model, { leaders: 'one', promotion, levels: true }, given.regions)
}

function checkRules(
  { followers, heartbeat, reads, readLevel, fencing, rejoin, stepsDown }: CheckedSingleLeader,
  replication: Replication,
  failover: Failover,
  path: string,
): Result<undefined> {
  if (replication.kind === 'semi-sync' && replication.acks > followers) {
    const place = within(path, 'replication.acks')
    const allowed = `at most ${followers} (the number of followers)`
    return refuse(place, replication.acks, allowed, 'scenario/out-of-range')
  }
  if (replication.kind === 'in-sync') {
    const checked = checkInSync(replication, followers, heartbeat, failover, path)
    if (!checked.ok) return checked
  }
  if (readLevel === 'linearizable' && reads !== 'leader') {
    const allowed = "'leader' where reads are linearizable"
    return refuse(within(path, 'reads'), reads, allowed, 'scenario/conflict')
  }
  const isElected = replication.kind === 'majority' || failover.kind === 'vote'
  if (isElected && (rejoin === 'diverge' || rejoin === 'refuse')) {
    const allowed =
      "'truncate' or 'set-aside' where a majority commits or elects, which must be able to follow"
    return refuse(within(path, 'rejoin'), rejoin, allowed, 'scenario/conflict')
  }
  if (reads === 'followers' && followers === 0) {
    const allowed = "'leader', 'nearest' or 'any' where there are no followers"
    return refuse(within(path, 'reads'), reads, allowed, 'scenario/conflict')
  }
  if (failover.kind === 'manual' && fencing === true) {
    const sentence = `${within(path, 'fencing')} is true, but with failover manual() nobody keeps an old leader from serving: it must be left out, or failover be vote() or mostUpToDate().`
    return problem('scenario/conflict', sentence)
  }
  const mayStay =
    failover.kind === 'manual' || (failover.kind === 'most-up-to-date' && fencing === false)
  if (!stepsDown && !mayStay) {
    const sentence = `${within(path, 'stepsDown')} is false, but must be true unless failover is manual(), or mostUpToDate() with fencing false.`
    return problem('scenario/conflict', sentence)
  }
  const silence = patience(failover, heartbeat)
  if (heartbeat < silence) return ok(undefined)
  const allowed = `below ${durationText(silence)}, the silence after which failover begins`
  return refuseTime(within(path, 'heartbeat'), heartbeat, allowed)
}

function checkInSync(
  { minimum, lagMicros }: Extract<Replication, { readonly kind: 'in-sync' }>,
  followers: number,
  heartbeat: Micros,
  failover: Failover,
  path: string,
): Result<undefined> {
  if (minimum > followers + 1) {
    const place = within(path, 'replication.minimum')
    const allowed = `at most ${followers + 1} (the number of replicas)`
    return refuse(place, minimum, allowed, 'scenario/out-of-range')
  }
  if (failover.kind === 'vote') {
    const allowed =
      "'none', 'manual' or 'most-up-to-date' with in-sync replication, whose set voters do not know"
    return refuse(within(path, 'failover.kind'), failover.kind, allowed, 'scenario/conflict')
  }
  if (lagMicros > heartbeat) return ok(undefined)
  const allowed = `above ${durationText(heartbeat)}, the heartbeat by which followers are known to keep up`
  return refuseTime(within(path, 'replication.lag'), lagMicros, allowed)
}

/** The least silence of a leader that makes somebody else take over. */
function patience(failover: Failover, heartbeat: Micros): Micros {
  switch (failover.kind) {
    case 'vote':
      return failover.electionTimeout.from
    case 'most-up-to-date':
      return createDetector(failover.detector, heartbeat, 0).patience
    default:
      return Number.POSITIVE_INFINITY
  }
}
