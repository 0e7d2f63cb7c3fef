import { inspectKey } from './primitive.ts'

/** Writes one nested value. */
export type Inspect = (value: unknown) => string

/** The contents of containers as texts, at most `items` of each, then one text that counts the rest. */
export function arrayParts(array: ArrayLike<unknown>, items: number, inspect: Inspect): string[] {
  const parts: string[] = []
  const shown = Math.min(array.length, items)
  for (let index = 0; index < shown; index += 1) {
    parts.push(index in array ? inspect(array[index]) : 'empty')
  }
  return withRest(parts, array.length - shown)
}

export function mapParts(map: Map<unknown, unknown>, items: number, inspect: Inspect): string[] {
  const parts: string[] = []
  for (const [key, value] of Map.prototype.entries.call(map)) {
    if (parts.length === items) break
    parts.push(`${inspect(key)} => ${inspect(value)}`)
  }
  return withRest(parts, map.size - parts.length)
}

export function setParts(set: Set<unknown>, items: number, inspect: Inspect): string[] {
  const parts: string[] = []
  for (const value of Set.prototype.values.call(set)) {
    if (parts.length === items) break
    parts.push(inspect(value))
  }
  return withRest(parts, set.size - parts.length)
}

/** Own properties; `skip` says which keys are told elsewhere. Getters are named, never called. */
export function propertyParts(
  object: object,
  items: number,
  inspect: Inspect,
  skip: (key: string | symbol) => boolean = () => false,
): string[] {
  const parts: string[] = []
  const keys = Reflect.ownKeys(object).filter((key) => !skip(key) && isEnumerable(object, key))
  for (const key of keys.slice(0, items)) {
    parts.push(`${inspectKey(key)}: ${inspectProperty(object, key, inspect)}`)
  }
  return withRest(parts, keys.length - parts.length)
}

const isEnumerable = (object: object, key: string | symbol) =>
  Object.prototype.propertyIsEnumerable.call(object, key)

function inspectProperty(object: object, key: string | symbol, inspect: Inspect): string {
  const property = Object.getOwnPropertyDescriptor(object, key)
  if (!property) return 'undefined'
  if (!property.get && !property.set) return inspect(property.value)
  if (!property.set) return '[Getter]'
  return property.get ? '[Getter/Setter]' : '[Setter]'
}

const withRest = (parts: string[], rest: number) =>
  rest > 0 ? [...parts, `… ${rest} more item${rest === 1 ? '' : 's'}`] : parts
