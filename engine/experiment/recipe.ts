import { isPlainObject } from './schema/plain.ts'

/** A spec as plain JSON: functions are shown by their source, which does not run again. */
export function toRecipe(plain: unknown): unknown {
  if (typeof plain === 'function') return Function.prototype.toString.call(plain)
  if (Array.isArray(plain)) return plain.map(toRecipe)
  if (!isPlainObject(plain)) return plain
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, toRecipe(value)]))
}
