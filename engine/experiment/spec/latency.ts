import type { Micros } from '../../core/clock.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Latency } from '../../network/latency.ts'
import {
  type Duration,
  duration,
  durationText,
  positiveDuration,
  refuseTime,
} from '../schema/duration.ts'
import { list } from '../schema/list.ts'
import { type FieldsOf, record, required } from '../schema/record.ts'
import { later, refined } from '../schema/refined.ts'
import { within } from '../schema/refusal.ts'
import { number } from '../schema/scalar.ts'
import type { Read, Schema } from '../schema/schema.ts'
import { shorthand } from '../schema/shorthand.ts'
import { union } from '../schema/union.ts'
import { optionsOf } from './options.ts'

/** How long a message is on its way, one way: a distribution made with `latency`, or a time for a constant one. */
export type LatencySpec = Duration | DistributionSpec

export type DistributionSpec =
  | { readonly kind: 'constant'; readonly time: Duration }
  | { readonly kind: 'uniform'; readonly from: Duration; readonly to: Duration }
  | { readonly kind: 'exponential'; readonly mean: Duration }
  | { readonly kind: 'lognormal'; readonly p50: Duration; readonly p99: Duration }
  | { readonly kind: 'pareto'; readonly minimum: Duration; readonly shape: number }
  | { readonly kind: 'shifted'; readonly by: Duration; readonly latency: LatencySpec }
  | { readonly kind: 'mixture'; readonly parts: readonly MixturePartSpec[] }
  | { readonly kind: 'empirical'; readonly samples: readonly Duration[] }

export interface MixturePartSpec {
  /** Relative weight of this part. */
  readonly weight: number
  /** The latency of messages that fall in this part. */
  readonly latency: LatencySpec
}

/** Distributions of one-way latency. */
export const latency = {
  /** Every message takes the same time. */
  constant: (time: Duration): DistributionSpec => ({ kind: 'constant', time }),
  /** Every time between the two is equally likely. */
  uniform: (from: Duration, to: Duration): DistributionSpec => ({ kind: 'uniform', from, to }),
  /** Exponential with this mean. */
  exponential: (mean: Duration): DistributionSpec => ({ kind: 'exponential', mean }),
  /** Lognormal through its median and 99th percentile: what round trips within a data centre look like. */
  lognormal: (percentiles: { p50: Duration; p99: Duration }): DistributionSpec => ({
    kind: 'lognormal',
    ...optionsOf('latency.lognormal', percentiles),
  }),
  /** Pareto, a heavy tail: P(X > x) = (minimum / x)^shape. */
  pareto: (parameters: { minimum: Duration; shape: number }): DistributionSpec => ({
    kind: 'pareto',
    ...optionsOf('latency.pareto', parameters),
  }),
  /** Another latency and a fixed time more: a distance, and what varies at its end. */
  shifted: (shift: { by: Duration; latency: LatencySpec }): DistributionSpec => ({
    kind: 'shifted',
    ...optionsOf('latency.shifted', shift),
  }),
  /** One of several latencies, by weight. */
  mixture: (parts: readonly MixturePartSpec[]): DistributionSpec => ({ kind: 'mixture', parts }),
  /** Measured one-way times, each equally likely. */
  empirical: (samples: readonly Duration[]): DistributionSpec => ({ kind: 'empirical', samples }),
} as const

const anyLatency = later('a latency', (): Schema<Latency> => latencySchema)

const part = record('one part', {
  weight: required(number(0.000001, 1_000_000), 'Relative weight of this part.'),
  latency: required(anyLatency, 'Latency of the messages that fall in this part.'),
} satisfies FieldsOf<MixturePartSpec>)

const distribution = union('a latency', {
  constant: record('a constant latency', {
    time: required(duration, 'Time that every message takes.'),
  }),
  uniform: record('a uniform latency', {
    from: required(duration, 'Shortest time.'),
    to: required(duration, 'Longest time.'),
  }),
  exponential: record('an exponential latency', {
    mean: required(duration, 'Mean time.'),
  }),
  lognormal: record('a lognormal latency', {
    p50: required(positiveDuration, 'Median time.'),
    p99: required(positiveDuration, '99th percentile, at least the median.'),
  }),
  pareto: record('a Pareto latency', {
    minimum: required(positiveDuration, 'Shortest time.'),
    shape: required(number(0.5, 100), 'Shape: the smaller, the heavier the tail.'),
  }),
  shifted: record('a shifted latency', {
    by: required(duration, 'Time that every message takes on top.'),
    latency: required(anyLatency, 'Latency that comes on top of it.'),
  }),
  mixture: record('a mixture', {
    parts: required(list(part, 1, 20, 'parts'), 'Latencies to choose from.'),
  }),
  empirical: record('an empirical latency', {
    samples: required(list(duration, 1, 100_000, 'times'), 'Measured times, each equally likely.'),
  }),
})

export const latencySchema: Schema<Latency> = shorthand(
  refined(distribution, toLatency),
  duration,
  (micros): Latency => ({ kind: 'constant', micros }),
)

function toLatency(given: Read<typeof distribution>, path: string): Result<Latency> {
  switch (given.kind) {
    case 'constant':
      return ok({ kind: 'constant', micros: given.time })
    case 'uniform':
      return given.to < given.from
        ? refuseOrder(path, 'to', given.to, 'from', given.from)
        : ok(given)
    case 'lognormal':
      return given.p99 < given.p50
        ? refuseOrder(path, 'p99', given.p99, 'p50', given.p50)
        : ok(given)
    default:
      return ok(given)
  }
}

function refuseOrder(path: string, field: string, given: Micros, lower: string, least: Micros) {
  const allowed = `at least ${durationText(least)} (${within(path, lower)})`
  return refuseTime(within(path, field), given, allowed)
}
