import type { Replication } from '../../../protocols/single-leader/settings.ts'
import { type Duration, positiveDuration } from '../../schema/duration.ts'
import { type FieldsOf, record, withDefault } from '../../schema/record.ts'
import { boolean, oneOf, whole } from '../../schema/scalar.ts'
import type { Read } from '../../schema/schema.ts'
import { union } from '../../schema/union.ts'
import { optionsOf } from '../options.ts'
import { MAXIMUM_NODES } from './kind.ts'

/** What a leader waits for before it tells a client that its write is done. */
export type ReplicationSpec =
  | { readonly kind: 'async' | 'sync' | 'majority' }
  | ({ readonly kind: 'semi-sync' } & SemiSyncOptions)
  | ({ readonly kind: 'in-sync' } & InSyncOptions)

export interface SemiSyncOptions {
  /** Followers that must have the write in their durable logs. Default 1. */
  readonly acks?: number
  /** Which: any of them, or the first ones, in order of their names, of those that are connected. Default `'any'`. */
  readonly from?: 'any' | 'first'
  /** How long a write waits for them. Default `'10s'`, as in MySQL. */
  readonly timeout?: Duration
  /** Then: stop waiting until enough followers have caught up (`'async'`, as in MySQL), or wait for ever (`'block'`). Default `'async'`. */
  readonly onTimeout?: 'async' | 'block'
  /** With fewer followers connected than `acks`: wait for the timeout all the same, or stop waiting at once; of `onTimeout: 'async'` only. Default `'wait'`. */
  readonly whenTooFew?: 'wait' | 'async'
}

export interface InSyncOptions {
  /** Replicas that must keep up, leader included: with fewer, writes are refused and nothing is committed. Default 1. */
  readonly minimum?: number
  /** A follower that has not had all of the leader's log for so long is no longer waited for. Default `'10s'`. */
  readonly lag?: Duration
  /** Whether a controller may appoint a replica that did not keep up when no other is left: what was committed without it is lost. Default false. */
  readonly unclean?: boolean
}

/** The leader answers as soon as its own log is on disk. */
export const async = (): ReplicationSpec => ({ kind: 'async' })
/** The leader waits for some followers, for a time. */
export const semiSync = (options: SemiSyncOptions = {}): ReplicationSpec => ({
  kind: 'semi-sync',
  ...optionsOf('semiSync', options),
})
/** The leader waits for all followers. */
export const sync = (): ReplicationSpec => ({ kind: 'sync' })
/** The leader waits for all followers that keep up, as with Kafka's in-sync replicas. */
export const inSync = (options: InSyncOptions = {}): ReplicationSpec => ({
  kind: 'in-sync',
  ...optionsOf('inSync', options),
})
/** The leader waits for a majority of all replicas, itself included (Raft). */
export const majority = (): ReplicationSpec => ({ kind: 'majority' })

export const replicationSchema = union('a replication', {
  async: record('async replication', {}),
  'semi-sync': record('semi-sync replication', {
    acks: withDefault(
      whole(1, MAXIMUM_NODES),
      1,
      'Followers that must have the write in their durable logs.',
    ),
    from: withDefault(
      oneOf('any', 'first'),
      'any',
      'Which followers: any, or the first ones, in order of their names, of those that are connected.',
    ),
    timeout: withDefault(positiveDuration, '10s', 'How long a write waits for them.'),
    onTimeout: withDefault(
      oneOf('async', 'block'),
      'async',
      'Then: stop waiting until enough followers have caught up, or wait for ever.',
    ),
    whenTooFew: withDefault(
      oneOf('wait', 'async'),
      'wait',
      'With fewer followers connected than acks: wait for the timeout all the same, or stop waiting at once.',
    ),
  } satisfies FieldsOf<SemiSyncOptions>),
  sync: record('sync replication', {}),
  'in-sync': record('in-sync replication', {
    minimum: withDefault(
      whole(1, MAXIMUM_NODES),
      1,
      'Replicas that must keep up, leader included, for writes to be taken and committed.',
    ),
    lag: withDefault(
      positiveDuration,
      '10s',
      "A follower that has not had all of the leader's log for so long is no longer waited for.",
    ),
    unclean: withDefault(
      boolean,
      false,
      'Whether a controller may appoint a replica that did not keep up when no other is left.',
    ),
  } satisfies FieldsOf<InSyncOptions>),
  majority: record('majority replication', {}),
})

export function toReplication(given: Read<typeof replicationSchema>): Replication {
  switch (given.kind) {
    case 'semi-sync': {
      const { timeout, ...others } = given
      return { ...others, timeoutMicros: timeout }
    }
    case 'in-sync': {
      const { kind, minimum, lag, unclean } = given
      return { kind, minimum, lagMicros: lag, unclean }
    }
    default:
      return given
  }
}
