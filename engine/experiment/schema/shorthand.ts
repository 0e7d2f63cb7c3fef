import { ok } from '../../core/result.ts'
import { isPlainObject } from './plain.ts'
import { refuse } from './refusal.ts'
import type { Schema } from './schema.ts'

/** A short form, which is no object, beside the full one, which is an object or list that the short form stands for. */
export function shorthand<Short, Value>(
  full: Schema<Value>,
  short: Schema<Short>,
  expand: (short: Short) => Value,
): Schema<Value> {
  const allowed = `${short.allowed}, or ${full.allowed}`
  return {
    ...full,
    allowed,
    read: (given, path) => {
      if (isPlainObject(given) || Array.isArray(given)) return full.read(given, path)
      if (typeof given !== 'string' && typeof given !== 'number')
        return refuse(path, given, allowed)
      const read = short.read(given, path)
      return read.ok ? ok(expand(read.value)) : read
    },
  }
}
