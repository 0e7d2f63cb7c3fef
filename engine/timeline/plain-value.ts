/** Values that are nested deeper are given as text. */
const MAXIMUM_DEPTH = 20

/** A value as plain data: what is none of numbers, texts, booleans, null, lists and plain objects is told as text. */
export function plainValue(value: unknown, depth = 0): unknown {
  if (value === null || value === undefined) return value
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
    return value
  }
  if (typeof value !== 'object') return String(value)
  if (depth === MAXIMUM_DEPTH) return '…'
  if (Array.isArray(value)) return value.map((part) => plainValue(part, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return Object.prototype.toString.call(value)
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, plainValue(part, depth + 1)]),
  )
}
