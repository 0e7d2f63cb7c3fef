import { describe, expect, it } from 'vitest'
import { Random } from '../../../engine/core/random.ts'
import { type Latency, medianOf, samplerOf } from '../../../engine/network/latency.ts'

const COUNT = 100_000

function quantiles(latency: Latency): { p50: number; p99: number; mean: number } {
  const sampler = samplerOf(latency)
  const random = Random.fromSeed(5)
  const drawn = Array.from({ length: COUNT }, () => sampler.draw(random)).sort((a, b) => a - b)
  return {
    p50: drawn[COUNT / 2],
    p99: drawn[COUNT * 0.99],
    mean: drawn.reduce((sum, micros) => sum + micros, 0) / COUNT,
  }
}

describe('a sampled latency', () => {
  it('is whole microseconds', () => {
    const sampler = samplerOf({ kind: 'exponential', mean: 1.7 })
    const random = Random.fromSeed(1)
    for (let index = 0; index < 1_000; index++)
      expect(Number.isInteger(sampler.draw(random))).toBe(true)
  })

  it('has the quantiles that its parameters say', () => {
    const close = (measured: number, right: number) => expect(measured / right).toBeCloseTo(1, 1)
    const lognormal = quantiles({ kind: 'lognormal', p50: 1_000, p99: 8_000 })
    close(lognormal.p50, 1_000)
    close(lognormal.p99, 8_000)
    const exponential = quantiles({ kind: 'exponential', mean: 1_000 })
    close(exponential.mean, 1_000)
    close(exponential.p50, 693)
    close(exponential.p99, 4_605)
    const uniform = quantiles({ kind: 'uniform', from: 200, to: 400 })
    close(uniform.mean, 300)
    close(uniform.p99, 398)
    const pareto = quantiles({ kind: 'pareto', minimum: 1_000, shape: 2 })
    close(pareto.p50, 1_414)
    close(pareto.p99, 10_000)
    expect(quantiles({ kind: 'constant', micros: 250 })).toEqual({ p50: 250, p99: 250, mean: 250 })
  })

  it('is later by its shift', () => {
    const shape = { kind: 'exponential', mean: 1_000 } as const
    const plain = quantiles(shape)
    const shifted = quantiles({ kind: 'shifted', by: 75_000, latency: shape })
    expect(shifted.p50).toBe(plain.p50 + 75_000)
    expect(shifted.p99).toBe(plain.p99 + 75_000)
  })

  it('mixes by weight and draws samples evenly', () => {
    const mixture = quantiles({
      kind: 'mixture',
      parts: [
        { weight: 3, latency: { kind: 'constant', micros: 100 } },
        { weight: 1, latency: { kind: 'constant', micros: 500 } },
      ],
    })
    expect(Math.abs(mixture.mean - 200)).toBeLessThan(3 * Math.sqrt(30_000 / COUNT))
    const empirical = quantiles({ kind: 'empirical', samples: [10, 20, 60] })
    expect(Math.abs(empirical.mean - 30)).toBeLessThan(3 * Math.sqrt(467 / COUNT))
  })

  it('has a median that can be told without sampling', () => {
    const latencies: Latency[] = [
      { kind: 'constant', micros: 250 },
      { kind: 'uniform', from: 100, to: 300 },
      { kind: 'exponential', mean: 1_000 },
      { kind: 'lognormal', p50: 1_000, p99: 5_000 },
      { kind: 'pareto', minimum: 500, shape: 3 },
      { kind: 'empirical', samples: [3_000, 1_000, 2_000] },
      { kind: 'shifted', by: 700, latency: { kind: 'exponential', mean: 1_000 } },
    ]
    for (const latency of latencies) {
      expect(Math.abs(quantiles(latency).p50 / medianOf(latency) - 1)).toBeLessThan(0.02)
    }
  })
})

it('draws the same for an equal latency of a later run, whatever has been learnt before', () => {
  const drawn = (p50: number) => {
    const random = Random.fromSeed(7)
    const sampler = samplerOf({ kind: 'lognormal', p50, p99: 4 * p50 })
    return Array.from({ length: 2_000 }, () => sampler.draw(random))
  }
  const first = drawn(300)
  expect(drawn(300)).toEqual(first)
  for (let other = 0; other < 100; other++) drawn(1_000 + other)
  expect(drawn(300)).toEqual(first)
  expect(drawn(301)).not.toEqual(first)
})
