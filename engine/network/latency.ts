import { MICROS_PER_MILLI, type Micros } from '../core/clock.ts'
import { exp, log, normalQuantile, pow } from '../core/math.ts'
import type { Random } from '../core/random.ts'
import { Staircase } from './staircase.ts'

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

/** Draws latencies, in whole microseconds. */
export interface Sampler {
  draw(random: Random): Micros
}

const Z99 = normalQuantile(0.99)

/**
 * The sampler of a latency. All but mixtures take at most one draw, by the quantile function, so that two scenarios that differ in a
 * latency's parameters stay in step.
 */
export function samplerOf(latency: Latency): Sampler {
  const known = SAMPLERS.get(latency)
  if (known !== undefined) return known
  const sampler = createSampler(latency)
  SAMPLERS.set(latency, sampler)
  return sampler
}

/** Links share what a sampler has learnt of their latency; draws do not depend on it. */
const SAMPLERS = new WeakMap<Latency, Sampler>()

function createSampler(latency: Latency): Sampler {
  if (latency.kind === 'constant') return new Constant(Math.round(latency.micros))
  const quantile = quantileOf(latency)
  if (quantile === undefined) return new Rounded(createRealSampler(latency))
  return staircaseOf(JSON.stringify(latency), quantile)
}

/** Latencies with a formula whose staircases are kept for later runs: many runs of one scenario have the same. */
const KEPT_STAIRCASES = 64
const STAIRCASES = new Map<string, Staircase>()

function staircaseOf(latency: string, quantile: (share: number) => number): Staircase {
  const known = STAIRCASES.get(latency)
  if (known !== undefined) return known
  if (STAIRCASES.size === KEPT_STAIRCASES) STAIRCASES.clear()
  const staircase = new Staircase(quantile)
  STAIRCASES.set(latency, staircase)
  return staircase
}

class Constant implements Sampler {
  private readonly micros: Micros

  constructor(micros: Micros) {
    this.micros = micros
  }

  draw(_random: Random): Micros {
    return this.micros
  }
}

class Rounded implements Sampler {
  private readonly sample: RealSampler

  constructor(sample: RealSampler) {
    this.sample = sample
  }

  draw(random: Random): Micros {
    return Math.round(this.sample(random))
  }
}

/** Draws what is not yet whole. */
type RealSampler = (random: Random) => number

function createRealSampler(latency: Latency): RealSampler {
  const quantile = quantileOf(latency)
  if (quantile !== undefined) return (random) => quantile(random.unit())
  switch (latency.kind) {
    case 'mixture':
      return mixture(latency.parts)
    case 'empirical':
      return (random) => random.pick(latency.samples)
    case 'constant':
      return () => latency.micros
    case 'shifted':
      return shifted(latency.by, createRealSampler(latency.latency))
    default:
      throw new Error(`the latency ${latency.kind} has no quantile function`)
  }
}

/** The value below which a share of all draws lies, for the latencies that have a formula for it. */
function quantileOf(latency: Latency): ((share: number) => number) | undefined {
  switch (latency.kind) {
    case 'uniform':
      return (share) => latency.from + (latency.to - latency.from) * share
    case 'exponential':
      return (share) => -latency.mean * log(share)
    case 'lognormal':
      return lognormal(latency.p50, latency.p99)
    case 'pareto':
      return (share) => latency.minimum * pow(share, -1 / latency.shape)
    case 'shifted':
      return shiftedQuantile(latency.by, quantileOf(latency.latency))
    default:
      return undefined
  }
}

const shiftedQuantile = (
  by: Micros,
  quantile: ((share: number) => number) | undefined,
): ((share: number) => number) | undefined =>
  quantile === undefined ? undefined : (share) => by + quantile(share)

const shifted =
  (by: Micros, sample: RealSampler): RealSampler =>
  (random) =>
    by + sample(random)

function lognormal(p50: Micros, p99: Micros): (share: number) => number {
  const mu = log(p50)
  const sigma = (log(p99) - mu) / Z99
  return (share) => exp(mu + sigma * normalQuantile(share))
}

function mixture(parts: readonly MixturePart[]): RealSampler {
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
