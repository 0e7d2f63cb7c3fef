import { ok } from '../../core/result.ts'
import { refuse, within } from './refusal.ts'
import type { Schema } from './schema.ts'

/** A list of between `minimum` and `maximum` items. @param items what they are, as in "a list of 1 to 20 names" */
export function list<Item>(
  item: Schema<Item>,
  minimum: number,
  maximum: number,
  items: string,
): Schema<readonly Item[]> {
  const allowed = `a list of ${count(minimum, maximum)} ${items}`
  return {
    allowed,
    parts: { kind: 'list', item },
    read: (given, path) => {
      if (!Array.isArray(given)) return refuse(path, given, allowed)
      if (given.length < minimum || given.length > maximum) {
        return refuse(path, given, allowed, 'scenario/out-of-range')
      }
      const values: Item[] = []
      for (const [index, value] of given.entries()) {
        const read = item.read(value, within(path, index))
        if (!read.ok) return read
        values.push(read.value)
      }
      return ok(values)
    },
  }
}

function count(minimum: number, maximum: number): string {
  if (minimum === maximum) return String(minimum)
  return minimum === 0 ? `at most ${maximum}` : `${minimum} to ${maximum}`
}
