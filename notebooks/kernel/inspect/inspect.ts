import type { InspectLimits } from '../limits.ts'
import { className, functionName } from './class-name.ts'
import { type Group, layOut } from './layout.ts'
import { arrayParts, type Inspect, mapParts, propertyParts, setParts } from './parts.ts'
import { inspectPrimitive, shorten } from './primitive.ts'

/**
 * A value as text for a person: like a literal where that is possible, bounded by `limits`, circles marked.
 * Never throws and never calls a getter; traps of a Proxy may run, and what they throw is shown in place.
 */
export function inspect(value: unknown, limits: InspectLimits): string {
  return inspectAt(value, { limits, above: [], budget: { characters: limits.characters } })
}

interface Place {
  readonly limits: InspectLimits
  /** The objects that hold this value, outermost first. */
  readonly above: readonly object[]
  /** Shared by the whole text: what may still be written. */
  readonly budget: { characters: number }
}

function inspectAt(value: unknown, place: Place): string {
  if (place.budget.characters <= 0) return '…'
  const text = isObject(value)
    ? inspectObject(value, place)
    : inspectPrimitive(value, place.limits.stringCharacters)
  if (!isObject(value)) place.budget.characters -= text.length
  else place.budget.characters -= 2
  return text
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

function inspectObject(value: object, place: Place): string {
  if (place.above.includes(value)) return '[Circular]'
  try {
    if (place.above.length > place.limits.depth) return `[${className(value) ?? 'Object'}]`
    return layOut(describe(value, place), place.limits.columns - 2 * place.above.length)
  } catch {
    // A Proxy's trap, or an object only dressed as a built-in: there is nothing more to tell about it.
    return '[Object that cannot be inspected]'
  }
}

function describe(value: object, place: Place): Group {
  const inspectNested: Inspect = (nested) =>
    inspectAt(nested, { ...place, above: [...place.above, value] })
  return (
    describeList(value, place.limits.items, inspectNested) ??
    describeAtom(value, place.limits, inspectNested) ?? {
      label: objectLabel(value),
      open: '{',
      close: '}',
      parts: propertyParts(value, place.limits.items, inspectNested),
    }
  )
}

/** Arrays, typed arrays, maps, sets, buffers. */
function describeList(value: object, items: number, inspectNested: Inspect): Group | undefined {
  const name = className(value) ?? ''
  if (Array.isArray(value)) {
    const parts = arrayParts(value, items, inspectNested)
    const extra = propertyParts(value, items, inspectNested, isIndex)
    const label = name === 'Array' ? '' : `${name}(${value.length})`
    return { label, open: '[', close: ']', parts: [...parts, ...extra] }
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const list = value as unknown as ArrayLike<unknown>
    const parts = arrayParts(list, items, inspectNested)
    return { label: `${name}(${list.length})`, open: '[', close: ']', parts }
  }
  if (value instanceof Map) {
    const parts = mapParts(value, items, inspectNested)
    return { label: `${name}(${value.size})`, open: '{', close: '}', parts }
  }
  if (value instanceof Set) {
    const parts = setParts(value, items, inspectNested)
    return { label: `${name}(${value.size})`, open: '{', close: '}', parts }
  }
  return undefined
}

const isIndex = (key: string | symbol) => typeof key === 'string' && /^\d+$/.test(key)

/** Values that are one word; their own properties follow it in braces. */
function describeAtom(
  value: object,
  limits: InspectLimits,
  inspectNested: Inspect,
): Group | undefined {
  const word = atomWord(value, limits)
  if (word === undefined) return undefined
  const skip = (key: string | symbol) => value instanceof Error && isErrorKey(key)
  const parts = propertyParts(value, limits.items, inspectNested, skip)
  if (parts.length === 0) return { label: '', open: word, close: '', parts }
  return { label: word, open: '{', close: '}', parts }
}

const isErrorKey = (key: string | symbol) => key === 'name' || key === 'message' || key === 'stack'

function atomWord(value: object, limits: InspectLimits): string | undefined {
  if (typeof value === 'function') return functionWord(value)
  if (value instanceof Error) return shorten(errorWord(value), limits.stringCharacters)
  if (value instanceof Date) return dateWord(value)
  if (value instanceof RegExp) return RegExp.prototype.toString.call(value)
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength} bytes)`
  return undefined
}

function functionWord(value: object): string {
  const isClass = /^class\b/.test(Function.prototype.toString.call(value))
  const name = functionName(value) || '(anonymous)'
  return isClass ? `[class ${name}]` : `[Function: ${name}]`
}

function errorWord(error: Error): string {
  const { name, message } = error
  return typeof message === 'string' && message !== '' ? `${name}: ${message}` : String(name)
}

const dateWord = (date: Date) =>
  Number.isNaN(Date.prototype.getTime.call(date))
    ? 'Invalid Date'
    : Date.prototype.toISOString.call(date)

function objectLabel(value: object): string {
  const name = className(value)
  if (name === undefined) return '[no prototype]'
  const tag = Reflect.getOwnPropertyDescriptor(Object.getPrototypeOf(value), Symbol.toStringTag)
  if (typeof tag?.value === 'string' && tag.value !== name) return `${name} [${tag.value}]`
  return name === 'Object' ? '' : name
}
