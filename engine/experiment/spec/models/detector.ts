import { ok } from '../../../core/result.ts'
import type { DetectorSettings } from '../../../protocols/shared/failure-detector.ts'
import { type Duration, duration, positiveDuration } from '../../schema/duration.ts'
import { type FieldsOf, record, required, withDefault } from '../../schema/record.ts'
import { refined } from '../../schema/refined.ts'
import { number, oneOf, whole } from '../../schema/scalar.ts'
import type { Read, Schema } from '../../schema/schema.ts'
import { shorthand } from '../../schema/shorthand.ts'
import { union } from '../../schema/union.ts'
import { optionsOf } from '../options.ts'

/** How a node judges from another's silence that it is gone. A time alone stands for `fixedTimeout`. */
export type DetectorSpec =
  | { readonly kind: 'fixed-timeout'; readonly time: Duration }
  | ({ readonly kind: 'phi-accrual' } & PhiAccrualOptions)

/** Phi is the negative decimal logarithm of the probability that the next heartbeat comes later than now, judged by the intervals so far. */
export interface PhiAccrualOptions {
  /** Phi at which a node is suspected, 0.5 to 100: at 3 a heartbeat that is still to come is that late once in a thousand times. Default 8. */
  readonly threshold?: number
  /** Intervals between heartbeats that are remembered. Default 1000. */
  readonly window?: number
  /** How the intervals are taken to be distributed: `'normal'` (the paper, Akka) or `'exponential'` (Cassandra). Default `'normal'`. */
  readonly distribution?: 'normal' | 'exponential'
  /** Least standard deviation, for a network without jitter; of the normal distribution only. Default `'20ms'`. */
  readonly minDeviation?: Duration
}

/** Suspects after a silence of this length. */
export const fixedTimeout = (time: Duration): DetectorSpec => ({ kind: 'fixed-timeout', time })

/**
 * Suspects when silence has become unlikely, by how regular heartbeats have been.
 * Source: Hayashibara, Défago, Yared and Katayama, "The phi accrual failure detector" (SRDS 2004).
 */
export const phiAccrual = (options: PhiAccrualOptions = {}): DetectorSpec => ({
  kind: 'phi-accrual',
  ...optionsOf('phiAccrual', options),
})

const detectors = union('a failure detector', {
  'fixed-timeout': record('a fixed timeout', {
    time: required(positiveDuration, 'Silence after which a node is suspected.'),
  }),
  'phi-accrual': record('a phi accrual detector', {
    threshold: withDefault(number(0.5, 100), 8, 'Phi at which a node is suspected.'),
    window: withDefault(
      whole(2, 100_000),
      1_000,
      'Intervals between heartbeats that are remembered.',
    ),
    distribution: withDefault(
      oneOf('normal', 'exponential'),
      'normal',
      'How the intervals are taken to be distributed.',
    ),
    minDeviation: withDefault(
      duration,
      '20ms',
      'Least standard deviation; of the normal distribution only.',
    ),
  } satisfies FieldsOf<PhiAccrualOptions>),
})

export const detectorSchema: Schema<DetectorSettings> = shorthand(
  refined(detectors, (given) => ok(toDetector(given))),
  positiveDuration,
  (timeoutMicros): DetectorSettings => ({ kind: 'fixed-timeout', timeoutMicros }),
)

function toDetector(given: Read<typeof detectors>): DetectorSettings {
  if (given.kind === 'fixed-timeout') return { kind: given.kind, timeoutMicros: given.time }
  const { minDeviation, ...others } = given
  return { ...others, minDeviationMicros: minDeviation }
}
