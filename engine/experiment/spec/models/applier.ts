import type { ApplierSettings } from '../../../protocols/single-leader/apply.ts'
import { type FieldsOf, record, withDefault } from '../../schema/record.ts'
import { share, whole } from '../../schema/scalar.ts'
import type { Schema } from '../../schema/schema.ts'
import { type LatencySpec, latencySchema } from '../latency.ts'

/**
 * How followers work off what they have received. A follower has a write, and has acknowledged it, before it has applied it; only then can it be
 * read there. While writes come faster than they are applied (l a second against m), the follower falls behind by l - m writes a second. A follower that
 * becomes leader serves nobody before it has caught up.
 */
export interface ApplierSpec {
  /** How long a worker takes for one write: a time, or a distribution. Default 0. */
  readonly time?: LatencySpec
  /** Writes that are applied side by side, as with several applier threads; those of one key keep their order. Default 1. */
  readonly workers?: number
  /** Share of writes that are long transactions, 0 to 1, the same ones on all followers. Default 0. */
  readonly longShare?: number
  /** How long a worker takes for a long transaction. Default `'1s'`. */
  readonly longTime?: LatencySpec
}

export const MAXIMUM_WORKERS = 256

export const applierSchema: Schema<ApplierSettings> = record('an applier', {
  time: withDefault(latencySchema, 0, 'How long a worker takes for one write.'),
  workers: withDefault(
    whole(1, MAXIMUM_WORKERS),
    1,
    'Writes that are applied side by side; those of one key keep their order.',
  ),
  longShare: withDefault(share, 0, 'Share of writes that are long transactions.'),
  longTime: withDefault(latencySchema, '1s', 'How long a worker takes for a long transaction.'),
} satisfies FieldsOf<ApplierSpec>)
