import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countUpTo,
  distribution,
  doublingHistogram,
  mean,
  quantile,
} from '../../../engine/core/statistics.ts'

describe('quantile', () => {
  it('is the value of nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
    expect(quantile(hundred, 0.5)).toBe(50)
    expect(quantile(hundred, 0.07)).toBe(7)
    expect(quantile(hundred, 0.999)).toBe(100)
    expect(quantile(hundred, 0)).toBe(1)
    expect(quantile([15, 20, 35, 40, 50], 0.3)).toBe(20)
  })

  it('is undefined of nothing', () => {
    expect(quantile([], 0.5)).toBeUndefined()
  })

  it('is the least value that the share does not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 1000 }),
        (values, thousandths) => {
          const sorted = [...values].sort((a, b) => a - b)
          const found = quantile(sorted, thousandths / 1000)!
          const upTo = (limit: number) => sorted.filter((value) => value <= limit).length * 1000
          expect(upTo(found)).toBeGreaterThanOrEqual(thousandths * sorted.length)
          expect(upTo(found - 1)).toBeLessThan(thousandths * sorted.length)
        },
      ),
    )
  })
})

describe('distribution', () => {
  it('has no numbers for no values', () => {
    const { count, ...rest } = distribution(new Float64Array(0))
    expect(count).toBe(0)
    expect(new Set(Object.values(rest))).toEqual(new Set([undefined]))
  })

  it('describes values in any order', () => {
    expect(distribution(Float64Array.of(3, 1, 2))).toEqual({
      count: 3,
      mean: 2,
      minimum: 1,
      p50: 2,
      p95: 3,
      p99: 3,
      p999: 3,
      maximum: 3,
    })
  })
})

it('a mean of nothing is undefined', () => {
  expect(mean([])).toBeUndefined()
  expect(mean([1, 2])).toBe(1.5)
})

describe('doublingHistogram', () => {
  it('has buckets that double', () => {
    expect(doublingHistogram([1, 2, 3, 4, 5, 8, 9, 1])).toEqual([
      { from: 1, to: 1, count: 2 },
      { from: 2, to: 2, count: 1 },
      { from: 3, to: 4, count: 2 },
      { from: 5, to: 8, count: 2 },
      { from: 9, to: 16, count: 1 },
    ])
  })

  it('puts every value into the one bucket that spans it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (value) => {
        const [{ from, to, count }] = doublingHistogram([value])
        expect(count).toBe(1)
        expect(value).toBeGreaterThanOrEqual(from)
        expect(value).toBeLessThanOrEqual(to)
      }),
    )
  })
})

it('countUpTo counts the values up to a limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 })),
      fc.integer({ min: -1, max: 10 }),
      (values, limit) => {
        const sorted = [...values].sort((a, b) => a - b)
        expect(countUpTo(sorted, sorted.length, limit)).toBe(
          sorted.filter((value) => value <= limit).length,
        )
      },
    ),
  )
})
