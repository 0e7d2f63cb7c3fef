import { visibleText } from '../../trace/visible-text.ts'

/** Characters of a text that a sentence quotes. */
const QUOTED_CHARACTERS = 40

/** A value as it stands in a sentence: short, and never the value's own code at work. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'undefined':
      return 'missing'
    case 'function':
      return 'a function'
    case 'symbol':
      return 'a symbol'
    case 'bigint':
      return `${value}n`
    case 'object':
      return showObject(value)
    default:
      return Object.is(value, -0) ? '-0' : String(value)
  }
}

/** Names as a sentence lists them: `a`, `a or b`, `a, b or c`. */
export function listed(names: readonly string[], joint = 'or'): string {
  if (names.length <= 1) return names[0] ?? 'nothing'
  return `${names.slice(0, -1).join(', ')} ${joint} ${names[names.length - 1]}`
}

export function quote(text: string): string {
  const short = text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text
  return `'${visibleText(short.replace(/[\n\r\t]/g, ' '))}'`
}

function showObject(value: object | null): string {
  if (value === null) return 'null'
  if (!Array.isArray(value)) return 'an object'
  return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
}
