import { MICROS_PER_MILLI, type Micros } from '../core/clock.ts'
import { exp, log, normalQuantile, pow } from '../core/math.ts'
import type { Random } from '../core/random.ts'

/** How long one message is on its way; times in microseconds. Plain data: part of a scenario. */
export type Latency =
  | { readonly kind: 'constant'; readonly micros: Micros }
  | { readonly kind: 'uniform'; readonly from: Micros; readonly to: Micros }
  /** Exponential with the given mean. */
  | { readonly kind: 'exponential'; readonly mean: Micros }
  /** Lognormal through its median and 99th percentile. */
  | { readonly kind: 'lognormal'; readonly p50: Micros; readonly p99: Micros }
  /** Pareto: P(X > x) = (minimum / x)^shape. */
  | { readonly kind: 'pareto'; readonly minimum: Micros; readonly shape: number }
  /** Another latency and so much more. */
  | { readonly kind: 'shifted'; readonly by: Micros; readonly latency: Latency }
  /** One of several, by weight. */
  | { readonly kind: 'mixture'; readonly parts: readonly MixturePart[] }
  /** One of the measured samples, each equally likely. */
  | { readonly kind: 'empirical'; readonly samples: readonly Micros[] }

export interface MixturePart {
  readonly weight: number
  readonly latency: Latency
}

/** Draws one latency, in whole microseconds. */
export type Sampler = (random: Random) => Micros

const Z99 = normalQuantile(0.99)

/**
 * The sampler of a latency. All but mixtures take exactly one draw, by the quantile function, so that two scenarios that differ in a
 * latency's parameters stay in step.
 */
export function createSampler(latency: Latency): Sampler {
  const sample = createRealSampler(latency)
  return (random) => Math.round(sample(random))
}

function createRealSampler(latency: Latency): Sampler {
  switch (latency.kind) {
    case 'constant':
      return () => latency.micros
    case 'uniform':
      return (random) => latency.from + (latency.to - latency.from) * random.unit()
    case 'exponential':
      return (random) => -latency.mean * log(random.unit())
    case 'lognormal':
      return lognormal(latency.p50, latency.p99)
    case 'pareto':
      return (random) => latency.minimum * pow(random.unit(), -1 / latency.shape)
    case 'shifted':
      return shifted(latency.by, createRealSampler(latency.latency))
    case 'mixture':
      return mixture(latency.parts)
    case 'empirical':
      return (random) => random.pick(latency.samples)
  }
}

function lognormal(p50: Micros, p99: Micros): Sampler {
  const mu = log(p50)
  const sigma = (log(p99) - mu) / Z99
  return (random) => exp(mu + sigma * normalQuantile(random.unit()))
}

const shifted =
  (by: Micros, sample: Sampler): Sampler =>
  (random) =>
    by + sample(random)

function mixture(parts: readonly MixturePart[]): Sampler {
  const total = parts.reduce((sum, part) => sum + part.weight, 0)
  const samplers = parts.map((part) => createRealSampler(part.latency))
  return (random) => {
    let left = random.unit() * total
    for (let index = 0; index < parts.length - 1; index++) {
      left -= parts[index].weight
      if (left < 0) return samplers[index](random)
    }
    return samplers[parts.length - 1](random)
  }
}

/** The median of a latency, exact but for mixtures: for choosing the nearest replica and for showing. */
export function medianOf(latency: Latency): Micros {
  switch (latency.kind) {
    case 'constant':
      return latency.micros
    case 'uniform':
      return (latency.from + latency.to) / 2
    case 'exponential':
      return latency.mean * log(2)
    case 'lognormal':
      return latency.p50
    case 'pareto':
      return latency.minimum * pow(2, 1 / latency.shape)
    case 'shifted':
      return latency.by + medianOf(latency.latency)
    case 'mixture':
      return medianOf(heaviest(latency.parts).latency)
    case 'empirical':
      return [...latency.samples].sort((a, b) => a - b)[latency.samples.length >> 1]
  }
}

const heaviest = (parts: readonly MixturePart[]): MixturePart =>
  parts.reduce((best, part) => (part.weight > best.weight ? part : best))

/** 0.25 ms one way, 1 ms at the 99th percentile: two machines of one data centre. */
export const DEFAULT_LATENCY: Latency = {
  kind: 'lognormal',
  p50: 0.25 * MICROS_PER_MILLI,
  p99: 1 * MICROS_PER_MILLI,
}
