import { ok } from '../../core/result.ts'
import { refuse, within } from './refusal.ts'
import type { Schema } from './schema.ts'

/** A list of between `minimum` and `maximum` items. */
export function list<Item>(
  item: Schema<Item>,
  minimum: number,
  maximum: number,
  what = 'a list',
): Schema<readonly Item[]> {
  const allowed = `${what} of ${minimum} to ${maximum} items`
  return {
    allowed,
    parts: { kind: 'list', item },
    read: (given, path) => {
      if (!Array.isArray(given)) return refuse(path, given, allowed)
      if (given.length < minimum || given.length > maximum) {
        return refuse(path, given, `${allowed}, not ${given.length}`, 'scenario/out-of-range')
      }
      const items: Item[] = []
      for (const [index, value] of given.entries()) {
        const read = item.read(value, within(path, index))
        if (!read.ok) return read
        items.push(read.value)
      }
      return ok(items)
    },
  }
}
