import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDuration,
  formatMoment,
  formatNumber,
  formatQuantity,
  formatShare,
} from '../../../engine/trace/format.ts'

const cases = (format: (value: number) => string, pairs: readonly (readonly [number, string])[]) =>
  it.each(pairs)('%d is %s', (value, text) => {
    expect(format(value).replaceAll('\u202f', ' ')).toBe(text)
  })

describe('a moment', () => {
  cases(formatMoment, [
    [0, '0.000 s'],
    [1_203_000, '1.203 s'],
    [1_203_417, '1.203417 s'],
    [12_000_000_001, '12000.000001 s'],
    [Number.POSITIVE_INFINITY, '–'],
  ])
})

describe('a duration', () => {
  cases(formatDuration, [
    [0, '0 µs'],
    [1, '1 µs'],
    [999, '999 µs'],
    [0.5, '0.500 µs'],
    [12.345, '12.3 µs'],
    [999.4, '999 µs'],
    [999.5, '1.00 ms'],
    [1000, '1.00 ms'],
    [1250, '1.25 ms'],
    [1254.9, '1.25 ms'],
    [9_994, '9.99 ms'],
    [9_995, '10.0 ms'],
    [99_949, '99.9 ms'],
    [99_950, '100 ms'],
    [999_499, '999 ms'],
    [999_500, '1.00 s'],
    [2_000_000, '2.00 s'],
    [61_250_000, '61.3 s'],
    [1_234_567_890, '1 235 s'],
  ])
})

describe('a share', () => {
  cases(formatShare, [
    [0, '0%'],
    [1, '100%'],
    [0.5, '50.0%'],
    [0.1234, '12.3%'],
    [0.9996, '99.96%'],
    [0.99999, '99.999%'],
    [0.0004, '0.04%'],
    [0.0000001, '<0.0001%'],
    [0.9999999999, '>99.9999%'],
  ])
})

describe('a number', () => {
  cases(formatNumber, [
    [0, '0'],
    [999, '999'],
    [1234, '1 234'],
    [1_234_567, '1 234 567'],
    [0.125, '0.125'],
    [0.0125, '0.0125'],
    [0.00123, '0.00123'],
    [1.005, '1.00'],
    [12.34, '12.3'],
    [1234.5, '1 235'],
    [1e21, '1e+21'],
  ])
})

describe('a size', () => {
  cases(formatBytes, [
    [0, '0 B'],
    [512, '512 B'],
    [999.7, '1.00 kB'],
    [1250, '1.25 kB'],
    [3_000_000, '3.00 MB'],
    [2.5e15, '2 500 TB'],
  ])
})

describe('a quantity', () => {
  it('says its unit', () => {
    expect(formatQuantity(12.34, 'per-second')).toBe('12.3/s')
    expect(formatQuantity(3, 'keys')).toBe('3 keys')
    expect(formatQuantity(-1500, 'micros')).toBe('−1.50 ms')
  })

  it('is never NaN', () => {
    expect(formatQuantity(Number.NaN, 'micros')).toBe('–')
    expect(formatQuantity(Number.POSITIVE_INFINITY, 'micros')).toBe('∞')
  })
})
