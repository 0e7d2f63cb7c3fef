import type { Replication } from '../../../protocols/single-leader/settings.ts'
import { type Duration, positiveDuration } from '../../schema/duration.ts'
import { type FieldsOf, record, withDefault } from '../../schema/record.ts'
import { oneOf, whole } from '../../schema/scalar.ts'
import type { Read } from '../../schema/schema.ts'
import { union } from '../../schema/union.ts'
import { optionsOf } from '../options.ts'
import { MAXIMUM_NODES } from './kind.ts'

/** What a leader waits for before it tells a client that its write is done. */
export type ReplicationSpec =
  | { readonly kind: 'async' | 'sync' | 'majority' }
  | ({ readonly kind: 'semi-sync' } & SemiSyncOptions)

export interface SemiSyncOptions {
  /** Followers that must have the write in their durable logs. Default 1. */
  readonly acks?: number
  /** How long a write waits for them. Default `'10s'`, as in MySQL. */
  readonly timeout?: Duration
  /** Then: stop waiting until enough followers have caught up (`'async'`, as in MySQL), or wait for ever (`'block'`). Default `'async'`. */
  readonly onTimeout?: 'async' | 'block'
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
    timeout: withDefault(positiveDuration, '10s', 'How long a write waits for them.'),
    onTimeout: withDefault(
      oneOf('async', 'block'),
      'async',
      'Then: stop waiting until enough followers have caught up, or wait for ever.',
    ),
  } satisfies FieldsOf<SemiSyncOptions>),
  sync: record('sync replication', {}),
  majority: record('majority replication', {}),
})

export function toReplication(given: Read<typeof replicationSchema>): Replication {
  if (given.kind !== 'semi-sync') return given
  const { kind, acks, timeout, onTimeout } = given
  return { kind, acks, timeoutMicros: timeout, onTimeout }
}
