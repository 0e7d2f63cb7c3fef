import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exp, log, normalLogTail, normalQuantile, pow } from '../../../engine/core/math.ts'

const relativeError = (measured: number, right: number): number =>
  Math.abs(measured - right) / Math.max(Math.abs(right), Number.MIN_VALUE)

it('agrees with the platform to within a few units in the last place', () => {
  const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true })
  fc.assert(fc.property(positive, (x) => x === 1 || relativeError(log(x), Math.log(x)) < 1e-15))
  const moderate = fc.double({ min: -700, max: 700, noNaN: true })
  fc.assert(fc.property(moderate, (x) => relativeError(exp(x), Math.exp(x)) < 1e-15))
  const exponent = fc.double({ min: -20, max: 20, noNaN: true })
  const base = fc.double({ min: 1e-10, max: 1e10, noNaN: true })
  fc.assert(fc.property(base, exponent, (x, y) => relativeError(pow(x, y), x ** y) < 2e-13))
})

it('says what the ends of the ranges are', () => {
  expect([log(0), log(-1), log(1), log(Number.POSITIVE_INFINITY), log(5e-324)]).toEqual([
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    0,
    Number.POSITIVE_INFINITY,
    Math.log(5e-324),
  ])
  expect([exp(0), exp(-800), exp(800), exp(Number.NaN)]).toEqual([
    1,
    0,
    Number.POSITIVE_INFINITY,
    Number.NaN,
  ])
  expect([pow(0, 2), pow(0, -1), pow(5, 0), pow(1, 1e9)]).toEqual([
    0,
    Number.POSITIVE_INFINITY,
    1,
    1,
  ])
})

it('gives the quantiles of the normal distribution', () => {
  // Values from the tables in Abramowitz and Stegun, 26.2, and their symmetry.
  expect(normalQuantile(0.5)).toBe(0)
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
  expect(normalQuantile(0.99)).toBeCloseTo(2.3263478740408408, 14)
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 13)
  fc.assert(
    fc.property(
      fc.double({ min: 1e-9, max: 0.5, noNaN: true }),
      (p) => Math.abs(normalQuantile(p) + normalQuantile(1 - p)) < 1e-6,
    ),
  )
})

it('gives the tail of the normal distribution, however far out', () => {
  // Values from the tables in Abramowitz and Stegun, 26.2; beyond 30, from the asymptotic series 26.2.12.
  expect(normalLogTail(0)).toBeCloseTo(Math.log(0.5), 14)
  expect(Math.exp(normalLogTail(1))).toBeCloseTo(0.158655253931457, 14)
  expect(Math.exp(normalLogTail(-1))).toBeCloseTo(0.841344746068543, 14)
  expect(Math.exp(normalLogTail(2.5))).toBeCloseTo(0.006209665325776, 14)
  expect(Math.exp(normalLogTail(5)) / 2.866515718791939e-7).toBeCloseTo(1, 11)
  expect(normalLogTail(40)).toBeCloseTo(-804.608442, 6)
  const z = fc.double({ min: -5, max: 30, noNaN: true })
  fc.assert(fc.property(z, (x) => Math.abs(normalQuantile(exp(normalLogTail(x))) + x) < 1e-8))
})
