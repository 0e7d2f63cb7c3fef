import { Atom, type Form, FormMap, FormSet, Tagged } from './form.ts'
import { ednString, formText } from './form-text.ts'
import { readToken } from './read-edn-token.ts'
import { readEscaped } from './read-string.ts'
import { quoted } from './refusal.ts'
import type { Scanner } from './scanner.ts'

const blanks = /[\s,]*/y
const isWord = /[\w:"{}[\]()]/
const comment = /;[^\n]*/y
const token = /[^\s,;"()[\]{}\\]*/y
const character = /\\(?:u[0-9a-fA-F]{4}|[a-z]+|[\s\S])/y
const closers = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
])
const isCloser = /[)\]}]/

/** Passes over white space, commas, comments and what `#_` discards. */
export function skipEdnBlanks(scanner: Scanner, depth = 0): void {
  for (;;) {
    passOverBlanks(scanner)
    if (scanner.next === ';') scanner.match(comment)
    else if (scanner.next === '#' && scanner.text.startsWith('#_', scanner.position))
      discard(scanner, depth)
    else return
  }
}

/** Mostly there is one blank, or none. */
function passOverBlanks(scanner: Scanner): void {
  if (scanner.next === ' ') scanner.position++
  if (!isWord.test(scanner.next)) scanner.match(blanks)
}

function discard(scanner: Scanner, depth: number): void {
  scanner.position += 2
  readEdn(scanner, depth + 1)
}

/**
 * Reads one form of the extensible data notation (edn-format.org), and of what Clojure prints beside it: ratios, `#"patterns"`.
 *
 * @param depth how many forms it stands in
 */
export function readEdn(scanner: Scanner, depth = 0): Form {
  scanner.checkNesting(depth)
  skipEdnBlanks(scanner, depth)
  const next = scanner.next
  if (scanner.isAtEnd || isCloser.test(next)) return scanner.refuseHere('a value')
  if (next === '"') return readEscaped(scanner, 'edn')
  if (next === '#') return readDispatched(scanner, depth)
  if (next === '{') return readMap(scanner, depth)
  if (closers.has(next)) return readSequence(scanner, depth)
  if (next === '\\') return new Atom(scanner.match(character))
  return readToken(scanner.match(token), scanner)
}

/** The forms between one bracket and the one that closes it. */
function readSequence(scanner: Scanner, depth: number): Form[] {
  const open = scanner.next
  scanner.position++
  const closer = closers.get(open)
  const openLine = scanner.line
  const forms: Form[] = []
  for (;;) {
    skipEdnBlanks(scanner, depth)
    const next = scanner.next
    if (scanner.isAtEnd) scanner.refuse(`${open} is not closed.`, openLine)
    if (next === closer) break
    if (isCloser.test(next))
      scanner.refuse(`${next} does not close the ${open} of line ${openLine}.`)
    forms.push(readEdn(scanner, depth + 1))
  }
  scanner.position++
  return forms
}

/** What begins with `#`: a set, a symbolic number, a pattern, or a tag before a value. */
function readDispatched(scanner: Scanner, depth: number): Form {
  scanner.position++
  const next = scanner.next
  if (scanner.isAtEnd) return scanner.refuseHere('a tag')
  if (next === '{') return readSet(scanner, depth)
  if (next === '"') return new Atom(`#${ednString(readEscaped(scanner, 'pattern'))}`)
  if (next === '#') return new Atom(`#${scanner.match(token)}`)
  const tag = scanner.match(token)
  if (!/^\p{L}/u.test(tag)) scanner.refuse(`#${quoted(tag)} is not a tag.`)
  return new Tagged(tag, readEdn(scanner, depth + 1))
}

function readMap(scanner: Scanner, depth: number): FormMap {
  const { line } = scanner
  const map = new FormMap()
  const forms = readSequence(scanner, depth)
  if (forms.length % 2 === 1) scanner.refuse('a map has a key without a value.', line)
  for (let index = 0; index < forms.length; index += 2) {
    const key = formText(forms[index])
    const isNew = map.add(key, forms[index], forms[index + 1])
    if (!isNew) scanner.refuse(`a map has the key ${quoted(key)} twice.`, line)
  }
  return map
}

function readSet(scanner: Scanner, depth: number): FormSet {
  const { line } = scanner
  const set = new FormSet()
  for (const form of readSequence(scanner, depth)) {
    const text = formText(form)
    if (set.elements.has(text)) scanner.refuse(`a set has the element ${quoted(text)} twice.`, line)
    set.elements.set(text, form)
  }
  return set
}
