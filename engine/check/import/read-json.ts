import { type Form, FormMap } from './form.ts'
import { ednString } from './form-text.ts'
import { decimalOf, integerOf } from './read-edn-token.ts'
import { readEscaped } from './read-string.ts'
import { quoted } from './refusal.ts'
import type { Scanner } from './scanner.ts'

const blanks = /\s*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const word = /[A-Za-z_]+/y
const words = new Map<string, Form>([
  ['null', null],
  ['true', true],
  ['false', false],
])

export const skipJsonBlanks = (scanner: Scanner): void => {
  scanner.match(blanks)
}

/**
 * Reads one JSON value (RFC 8259) as a form. Integers that a double does not hold exactly stay what they are; a key may come once;
 * `__proto__` is a key like any other.
 *
 * @param depth how many values it stands in
 */
export function readJson(scanner: Scanner, depth = 0): Form {
  skipJsonBlanks(scanner)
  scanner.checkNesting(depth)
  const next = scanner.next
  if (scanner.isAtEnd) return scanner.refuseHere('a value')
  if (next === '"') return readEscaped(scanner, 'json')
  if (next === '[') return readArray(scanner, depth)
  if (next === '{') return readObject(scanner, depth)
  if (/[-\d]/.test(next)) return readNumber(scanner)
  return readWord(scanner)
}

function readArray(scanner: Scanner, depth: number): Form[] {
  const forms: Form[] = []
  readParts(scanner, ']', () => forms.push(readJson(scanner, depth + 1)))
  return forms
}

function readObject(scanner: Scanner, depth: number): FormMap {
  const map = new FormMap()
  readParts(scanner, '}', () => {
    if (scanner.next !== '"') scanner.refuseHere('a key in quotes')
    const key = readEscaped(scanner, 'json')
    const keyText = ednString(key)
    expect(scanner, ':')
    const isNew = map.add(keyText, key, readJson(scanner, depth + 1))
    if (!isNew) scanner.refuse(`an object has the key ${quoted(key)} twice.`)
  })
  return map
}

/** Reads what stands between commas, up to the closer. */
function readParts(scanner: Scanner, closer: ']' | '}', readPart: () => void): void {
  scanner.position++
  skipJsonBlanks(scanner)
  if (scanner.next === closer) {
    scanner.position++
    return
  }
  for (;;) {
    skipJsonBlanks(scanner)
    readPart()
    skipJsonBlanks(scanner)
    if (scanner.next !== ',') break
    scanner.position++
  }
  expect(scanner, closer)
}

function expect(scanner: Scanner, sign: ':' | ']' | '}'): void {
  skipJsonBlanks(scanner)
  if (scanner.next !== sign) scanner.refuseHere(sign)
  scanner.position++
}

function readNumber(scanner: Scanner): Form {
  const text = scanner.match(number)
  if (text === '') return scanner.refuseHere('a number')
  return /^-?\d+$/.test(text) ? integerOf(text) : decimalOf(text)
}

function readWord(scanner: Scanner): Form {
  const text = scanner.match(word)
  const value = words.get(text)
  if (value !== undefined) return value
  scanner.position -= text.length
  return scanner.refuseHere('a value')
}
