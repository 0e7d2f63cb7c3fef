import type { Scanner } from './scanner.ts'

const plain = /[^"\\]*/y
const escapes: Record<'edn' | 'json', RegExp> = {
  edn: /\\(?:u[0-9a-fA-F]{4}|[0-3]?[0-7]{1,2}|["\\bfnrt])/y,
  json: /\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/y,
}
const letters = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** Reads a string in quotes with the escapes of its notation; a pattern keeps its backslashes. */
export function readEscaped(scanner: Scanner, notation: 'edn' | 'json' | 'pattern'): string {
  const openLine = scanner.line
  scanner.position++
  const parts: string[] = []
  for (;;) {
    parts.push(scanner.match(plain))
    if (scanner.isAtEnd) scanner.refuse('a string is not closed.', openLine)
    if (scanner.next === '"') break
    parts.push(notation === 'pattern' ? keptPair(scanner) : readEscape(scanner, escapes[notation]))
  }
  scanner.position++
  return parts.join('')
}

function keptPair(scanner: Scanner): string {
  const pair = scanner.text.slice(scanner.position, scanner.position + 2)
  scanner.position += pair.length
  return pair
}

function readEscape(scanner: Scanner, pattern: RegExp): string {
  const written = scanner.match(pattern)
  if (written === '') return scanner.refuseHere('an escape that strings have')
  const first = written[1]
  if (first === 'u') return String.fromCharCode(Number.parseInt(written.slice(2), 16))
  if (/[0-7]/.test(first)) return String.fromCharCode(Number.parseInt(written.slice(1), 8))
  return letters.get(first) ?? first
}
