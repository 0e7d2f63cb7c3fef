import type { Json } from '../notebook.ts'
import { compareCodePoints } from './order.ts'
import { formatNumber, WrittenNumber } from './written-number.ts'

/** A part of a JSON text that is written already, as it stands at its place: with the indent that it has there. */
export class WrittenJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/**
 * JSON text as Python writes it with `indent=1, sort_keys=True, ensure_ascii=False`. A field that is `undefined` is left out.
 * A lone surrogate is escaped, because UTF-8 cannot hold it. Throws on what JSON cannot hold (a function, a bigint): that is a bug.
 */
export function writeJson(value: Json, newline = '\n'): string {
  if (Array.isArray(value)) return writeArray(value, newline)
  if (value instanceof WrittenNumber || value instanceof WrittenJson) return value.text
  if (typeof value === 'object' && value !== null) return writeObject(value, newline)
  if (typeof value === 'number') return formatNumber(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  throw new TypeError(`JSON cannot hold a value of type ${typeof value}.`)
}

function writeArray(items: readonly Json[], newline: string): string {
  const inner = `${newline} `
  return wrap(
    '[',
    Array.from(items, (item) => inner + writeJson(item ?? null, inner)),
    newline,
    ']',
  )
}

function writeObject(object: object, newline: string): string {
  const inner = `${newline} `
  const fields = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => compareCodePoints(left, right))
    .map(([key, value]) => `${inner}${JSON.stringify(key)}: ${writeJson(value, inner)}`)
  return wrap('{', fields, newline, '}')
}

function wrap(open: string, parts: string[], newline: string, close: string): string {
  return parts.length === 0 ? open + close : open + parts.join(',') + newline + close
}
