import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  meanInterval,
  quantileInterval,
  shareInterval,
  variance,
} from '../../../engine/core/intervals.ts'
import { normalQuantile } from '../../../engine/core/math.ts'
import { Random } from '../../../engine/core/random.ts'
import { studentQuantile } from '../../../engine/core/student.ts'

describe("the quantile of Student's t", () => {
  /** Degrees of freedom, then the upper points of 5 %, 2.5 %, 1 %, 0.5 % and 0.05 %, as every printed table has them. */
  const TABLE: readonly (readonly [number, ...number[]])[] = [
    [1, 6.314, 12.706, 31.821, 63.657, 636.619],
    [2, 2.92, 4.303, 6.965, 9.925, 31.599],
    [3, 2.353, 3.182, 4.541, 5.841, 12.924],
    [4, 2.132, 2.776, 3.747, 4.604, 8.61],
    [5, 2.015, 2.571, 3.365, 4.032, 6.869],
    [9, 1.833, 2.262, 2.821, 3.25, 4.781],
    [10, 1.812, 2.228, 2.764, 3.169, 4.587],
    [19, 1.729, 2.093, 2.539, 2.861, 3.883],
    [29, 1.699, 2.045, 2.462, 2.756, 3.659],
    [30, 1.697, 2.042, 2.457, 2.75, 3.646],
    [60, 1.671, 2.0, 2.39, 2.66, 3.46],
    [120, 1.658, 1.98, 2.358, 2.617, 3.373],
  ]

  it.each(TABLE)('is that of the tables for %d degrees of freedom', (degrees, ...points) => {
    const found = [0.95, 0.975, 0.99, 0.995, 0.9995].map((p) => studentQuantile(p, degrees))
    for (const [at, point] of points.entries()) expect(found[at]).toBeCloseTo(point, 3)
  })

  it('has closed forms for one, two and four degrees of freedom', () => {
    for (const p of [0.5001, 0.6, 0.75, 0.9, 0.99, 0.99999]) {
      const a = 4 * p * (1 - p)
      const one = Math.tan(Math.PI * (p - 0.5))
      const two = 2 * (p - 0.5) * Math.sqrt(2 / a)
      const four = 2 * Math.sqrt(Math.cos(Math.acos(Math.sqrt(a)) / 3) / Math.sqrt(a) - 1)
      expect(studentQuantile(p, 1) / one).toBeCloseTo(1, 10)
      expect(studentQuantile(p, 2) / two).toBeCloseTo(1, 10)
      expect(studentQuantile(p, 4) / four).toBeCloseTo(1, 8)
    }
  })

  it('is odd around the middle and comes near the normal one', () => {
    expect(studentQuantile(0.5, 7)).toBe(0)
    expect(studentQuantile(0.1, 7)).toBe(-studentQuantile(0.9, 7))
    expect(studentQuantile(0.975, 100_000)).toBeCloseTo(normalQuantile(0.975), 4)
  })
})

describe('the interval of a mean', () => {
  it('is that of a worked example', () => {
    const { estimate, low, high } = meanInterval([4, 5, 6, 7, 8])!
    expect(estimate).toBe(6)
    expect(high - estimate).toBeCloseTo(2.776445 * Math.sqrt(2.5 / 5), 5)
    expect(estimate - low).toBeCloseTo(high - estimate, 12)
  })

  it('is undefined for one value, and has no width for equal ones', () => {
    expect(meanInterval([3])).toBeUndefined()
    expect(meanInterval([3, 3, 3])).toEqual({ estimate: 3, low: 3, high: 3 })
  })

  it('moves and stretches with its values', () => {
    const value = fc.integer({ min: -1_000, max: 1_000 })
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 30 }), value, (values, by) => {
        const plain = meanInterval(values)!
        const moved = meanInterval(values.map((each) => 2 * each + by))!
        expect(moved.low).toBeCloseTo(2 * plain.low + by, 6)
        expect(moved.high).toBeCloseTo(2 * plain.high + by, 6)
      }),
    )
  })
})

it('the variance is that of a sample', () => {
  expect(variance([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(32 / 7, 12)
})

describe('the interval of a share', () => {
  it('is that of Wilson', () => {
    const interval = shareInterval(10, 20)!
    expect(interval.low).toBeCloseTo(0.2993, 4)
    expect(interval.high).toBeCloseTo(0.7007, 4)
    const rare = shareInterval(1, 10)!
    expect(rare.low).toBeCloseTo(0.0179, 4)
    expect(rare.high).toBeCloseTo(0.4042, 4)
  })

  it('says how much none of thirty can hide', () => {
    expect(shareInterval(0, 30)).toMatchObject({ estimate: 0, low: 0 })
    expect(shareInterval(0, 30)!.high).toBeCloseTo(0.1135, 4)
    expect(shareInterval(30, 30)!.low).toBeCloseTo(1 - 0.1135, 4)
    expect(shareInterval(0, 0)).toBeUndefined()
  })
})

describe('the interval of a quantile', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

  it('has the ranks of the tables for the median', () => {
    const ranks = (count: number) => {
      const { low, high } = quantileInterval(numbers(count), 0.5)!
      return [low, high]
    }
    expect(ranks(6)).toEqual([1, 6])
    expect(ranks(10)).toEqual([2, 9])
    expect(ranks(20)).toEqual([6, 15])
    expect(ranks(50)).toEqual([18, 33])
    expect(ranks(100)).toEqual([40, 61])
  })

  it('is undefined where too few values have been seen', () => {
    expect(quantileInterval(numbers(5), 0.5)).toBeUndefined()
    expect(quantileInterval([], 0.5)).toBeUndefined()
    expect(quantileInterval(numbers(367), 0.99)).toBeUndefined()
    expect(quantileInterval(numbers(368), 0.99)).toMatchObject({ high: 368 })
  })

  it('copes with a million values', () => {
    const { low, high } = quantileInterval(numbers(1_000_000), 0.5)!
    expect([low, high]).toEqual([499_020, 500_981])
  })
})

describe('of two thousand samples, the stated share of intervals covers the truth:', () => {
  const random = Random.fromSeed(3)
  const samples = Array.from({ length: 2_000 }, () =>
    Array.from({ length: 12 }, () => normalQuantile(random.unit())),
  )
  const covered = (bounds: (values: number[]) => { low: number; high: number }, truth: number) =>
    samples.filter((values) => {
      const { low, high } = bounds(values)
      return low <= truth && truth <= high
    }).length / samples.length

  /** Three standard errors of a share of 2 000 samples. */
  const tolerance = 3 * Math.sqrt((0.95 * 0.05) / 2_000)

  it('means', () => {
    expect(Math.abs(covered((values) => meanInterval(values)!, 0) - 0.95)).toBeLessThan(tolerance)
  })

  it('medians, which are on the safe side', () => {
    const bounds = (values: number[]) =>
      quantileInterval(
        values.sort((a, b) => a - b),
        0.5,
      )!
    expect(covered(bounds, 0)).toBeGreaterThan(0.95 - tolerance)
  })
})
