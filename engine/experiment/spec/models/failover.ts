import { ok } from '../../../core/result.ts'
import type { Failover } from '../../../protocols/single-leader/settings.ts'
import { type Duration, durationText, positiveDuration, refuseTime } from '../../schema/duration.ts'
import { type FieldsOf, record, required, withDefault } from '../../schema/record.ts'
import { refined } from '../../schema/refined.ts'
import { within } from '../../schema/refusal.ts'
import { boolean } from '../../schema/scalar.ts'
import type { Read } from '../../schema/schema.ts'
import { union } from '../../schema/union.ts'
import { optionsOf } from '../options.ts'
import { type DetectorSpec, detectorSchema } from './detector.ts'

/** Who takes over from a leader that is gone. */
export type FailoverSpec =
  | { readonly kind: 'none' | 'manual' }
  | ({ readonly kind: 'vote' } & VoteOptions)
  | ({ readonly kind: 'most-up-to-date' } & MostUpToDateOptions)

export interface VoteOptions {
  /** A replica that hears of no leader stands for election after a random time within this range. Default 150 to 300 ms. */
  readonly electionTimeout?: { readonly from: Duration; readonly to: Duration }
  /** Whether a replica asks, before it stands, if a majority would vote for it, so that one that was cut off deposes nobody. Default false. */
  readonly preVote?: boolean
}

export interface MostUpToDateOptions {
  /** Silence of the leader after which the controller acts: a time, or `phiAccrual()`. Default `'1s'`. */
  readonly detectAfter?: Duration | DetectorSpec
}

/** Nobody: the cluster waits for its leader to come back. */
export const noFailover = (): FailoverSpec => ({ kind: 'none' })
/** A person, by `promote`. */
export const manual = (): FailoverSpec => ({ kind: 'manual' })
/** The replicas elect a leader (Raft). */
export const vote = (options: VoteOptions = {}): FailoverSpec => ({
  kind: 'vote',
  ...optionsOf('vote', options),
})
/** A controller beside the cluster promotes the follower with the most advanced log. */
export const mostUpToDate = (options: MostUpToDateOptions = {}): FailoverSpec => ({
  kind: 'most-up-to-date',
  ...optionsOf('mostUpToDate', options),
})

/** Raft's own range. Source: Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm" (2014), section 9.3. */
export const DEFAULT_VOTE = {
  kind: 'vote',
  electionTimeout: { from: 150_000, to: 300_000 },
  preVote: false,
} as const

const range = refined(
  record('a range of times', {
    from: required(positiveDuration, 'Shortest time.'),
    to: required(positiveDuration, 'Longest time, above the shortest.'),
  }),
  (given, path) => {
    if (given.to > given.from) return ok(given)
    const allowed = `above ${durationText(given.from)} (${within(path, 'from')})`
    return refuseTime(within(path, 'to'), given.to, allowed)
  },
)

export const failoverSchema = union('a failover', {
  none: record('no failover', {}),
  manual: record('manual failover', {}),
  vote: record('failover by vote', {
    electionTimeout: withDefault(
      range,
      {
        from: durationText(DEFAULT_VOTE.electionTimeout.from),
        to: durationText(DEFAULT_VOTE.electionTimeout.to),
      },
      'A replica that hears of no leader stands for election after a random time within this range.',
    ),
    preVote: withDefault(
      boolean,
      DEFAULT_VOTE.preVote,
      'Whether a replica asks, before it stands, if a majority would vote for it.',
    ),
  } satisfies FieldsOf<VoteOptions>),
  'most-up-to-date': record('failover by a controller', {
    detectAfter: withDefault(
      detectorSchema,
      '1s',
      'Silence of the leader after which the controller acts.',
    ),
  } satisfies FieldsOf<MostUpToDateOptions>),
})

export type CheckedFailover = Read<typeof failoverSchema>

export function toFailover(given: CheckedFailover): Failover {
  if (given.kind !== 'most-up-to-date') return given
  return { kind: given.kind, detector: given.detectAfter }
}
