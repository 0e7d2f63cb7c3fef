import { Atom, type Form } from './form.ts'
import { quoted } from './refusal.ts'
import type { Scanner } from './scanner.ts'

const words = new Map<string, Form>([
  ['nil', null],
  ['true', true],
  ['false', false],
])
const numberStart = /^[+-]?\d/
const plainInteger = /^\d{1,15}$/
const integer = /^([+-]?)0*(\d+)N?$/
const decimal = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/
const exactNumber = /^[+-]?\d+(?:\/\d+|(?:\.\d*)?(?:[eE][+-]?\d+)?M)$/
const keyword = /^:[^:]+(?::[^:]+)*$/

/** The value of a word without brackets or quotes: a number, a keyword, a symbol, `nil`, `true` or `false`. */
export function readToken(text: string, scanner: Scanner): Form {
  if (plainInteger.test(text)) return Number(text)
  const word = words.get(text)
  if (word !== undefined) return word
  if (numberStart.test(text)) return readNumber(text, scanner)
  if (text === '') return scanner.refuseHere('a value')
  if (text.startsWith(':') && !keyword.test(text))
    scanner.refuse(`${quoted(text)} is not a keyword.`)
  return new Atom(text)
}

function readNumber(text: string, scanner: Scanner): Form {
  const [, sign, digits] = integer.exec(text) ?? []
  if (digits !== undefined) return integerOf(sign === '-' ? `-${digits}` : digits)
  if (decimal.test(text)) return decimalOf(text)
  if (exactNumber.test(text)) return new Atom(text)
  return scanner.refuse(`${quoted(text)} is not a number.`)
}

/** A number where a double holds it exactly, so that two numbers never become one. */
export function integerOf(text: string): Form {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value + 0 : new Atom(text)
}

/** Printed decimals are the shortest that mean their double; what no double can be stays text. */
export function decimalOf(text: string): Form {
  const value = Number(text)
  return Number.isFinite(value) ? value + 0 : new Atom(text)
}
