import { MICROS_PER_MILLI, MICROS_PER_SECOND, type Micros } from '../core/clock.ts'

/**
 * Numbers as text, the same on every JavaScript engine. Rounding is to nearest, by `toFixed`, which the language defines exactly.
 */

/** How a number is to be read. Any other unit is written behind it. */
export const UNITS = ['count', 'number', 'micros', 'share', 'per-second', 'bytes'] as const
export type Unit = (typeof UNITS)[number] | (string & {})

/** Stands where there is no value. */
export const NO_VALUE = '–'

/** Narrow no-break space: between groups of three digits. */
const THIN_SPACE = '\u202f'

export function formatQuantity(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return NO_VALUE
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value < 0) return `−${formatQuantity(-value, unit)}`
  switch (unit) {
    case 'count':
    case 'number':
      return formatNumber(value)
    case 'micros':
      return formatDuration(value)
    case 'share':
      return formatShare(value)
    case 'per-second':
      return `${formatNumber(value)}/s`
    case 'bytes':
      return formatBytes(value)
    default:
      return `${formatNumber(value)} ${unit}`
  }
}

/** Whole numbers in full, grouped by thousands; others with three significant digits, from 100 on without a fraction. `0.125`, `12.3`, `1 234`. */
export function formatNumber(value: number): string {
  return group(Number.isInteger(value) ? String(value) : threeDigits(value))
}

/** `0 µs`, `950 µs`, `1.25 ms`, `12.0 s`: three significant digits, whole microseconds in full, seconds in full from 100 on. */
export function formatDuration(micros: Micros): string {
  const isWhole = Number.isInteger(micros)
  if (micros < MICROS_PER_MILLI && isWhole) return `${micros} µs`
  if (staysBelow(micros, MICROS_PER_MILLI)) return `${threeDigits(micros)} µs`
  const millis = micros / MICROS_PER_MILLI
  if (staysBelow(millis, MICROS_PER_SECOND / MICROS_PER_MILLI)) return `${threeDigits(millis)} ms`
  return `${group(threeDigits(micros / MICROS_PER_SECOND))} s`
}

/** A moment of a run, to be told from the moments near it: seconds to the millisecond, or to the microsecond where it is between two. `1.203 s`, `1.203417 s`. */
export function formatMoment(micros: Micros): string {
  if (!Number.isFinite(micros)) return NO_VALUE
  const decimals = micros % MICROS_PER_MILLI === 0 ? 3 : 6
  return `${(micros / MICROS_PER_SECOND).toFixed(decimals)} s`
}

/** `0%`, `12.3%`, `99.98%`: one decimal, and more where fewer would make it nothing or everything, which it is not. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return share === 0 ? '0%' : '100%'
  for (let decimals = 1; decimals <= MAXIMUM_SHARE_DECIMALS; decimals++) {
    const text = (share * 100).toFixed(decimals)
    if (Number(text) !== 0 && Number(text) !== 100) return `${text}%`
  }
  return share < 1 ? (share < 0.5 ? '<0.0001%' : '>99.9999%') : '100%'
}

const MAXIMUM_SHARE_DECIMALS = 4

/** `512 B`, `1.25 kB`, `3.00 MB`; a kilobyte is 1000 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000 && Number.isInteger(bytes)) return `${bytes} B`
  let value = bytes
  for (const unit of ['B', 'kB', 'MB', 'GB']) {
    if (staysBelow(value, 1000)) return `${threeDigits(value)} ${unit}`
    value /= 1000
  }
  return `${group(threeDigits(value))} TB`
}

/** Whether a value still is below a limit when it is rounded to three digits. */
const staysBelow = (value: number, limit: number): boolean => value < limit - 0.5

/** Three significant digits, and no fraction from 100 on. */
function threeDigits(value: number): string {
  if (value === 0) return '0'
  if (value >= 99.95) return value.toFixed(0)
  if (value >= 9.995) return value.toFixed(1)
  if (value >= 0.9995) return value.toFixed(2)
  if (value >= 0.09995) return value.toFixed(3)
  return value >= 0.009995 ? value.toFixed(4) : String(Number(value.toPrecision(3)))
}

/** Puts a thin space between groups of three digits before the point. */
function group(digits: string): string {
  const point = digits.indexOf('.')
  const whole = point < 0 ? digits : digits.slice(0, point)
  if (/[^0-9]/.test(whole)) return digits
  const head = whole.length % 3
  const groups = whole.slice(head).match(/.../g) ?? []
  const grouped = (head > 0 ? [whole.slice(0, head), ...groups] : groups).join(THIN_SPACE)
  return point < 0 ? grouped : grouped + digits.slice(point)
}
