import type { Result } from '../../core/result.ts'
import type { Schema } from './schema.ts'

/** A schema whose value is turned into another, or refused by a rule that spans several of its fields. */
export function refined<Value, Other>(
  schema: Schema<Value>,
  refine: (value: Value, path: string) => Result<Other>,
): Schema<Other> {
  return {
    ...schema,
    read: (given, path) => {
      const read = schema.read(given, path)
      return read.ok ? refine(read.value, path) : read
    },
  }
}

/** A schema that refers to one defined later, or to itself. */
export const later = <Value>(allowed: string, schema: () => Schema<Value>): Schema<Value> => ({
  allowed,
  read: (given, path) => schema().read(given, path),
})
