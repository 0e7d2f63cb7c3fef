import type { Json } from '../notebook.ts'
import { Refusal } from '../refusal.ts'
import { readNumber } from './written-number.ts'

/** Arrays and objects inside one another. Jupyter itself fails at about 500. */
export const nestingLimit = 1000

const whitespace = new Set([0x20, 0x0a, 0x0d, 0x09])
const numberText = /-?(?:(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|Infinity)|NaN/y
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
/** The rest of a text that stops inside a number or an escape. */
const cutShort = /^(?:-|-?I[nfity]*|Na?|\.|[eE][-+]?|\\(?:u[0-9a-fA-F]{0,3})?)?$/
const words = new Map<string, Json>([
  ['t', true],
  ['f', false],
  ['n', null],
])

/**
 * Reads JSON as Python does: `NaN`, `Infinity` and `-Infinity` are numbers, the last of equal keys counts. Numbers keep their text
 * (see `readNumber`); `__proto__` is a key like any other. Throws `Refusal`: `document/ends-early`, `document/not-json`, `document/nesting-limit`.
 */
export function readJson(text: string): Json {
  const reader = new JsonReader(text)
  const value = reader.value(0)
  reader.end()
  return value
}

class JsonReader {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
    this.#skipWhitespace()
  }

  value(depth: number): Json {
    const value = this.#bareValue(depth)
    this.#skipWhitespace()
    return value
  }

  end(): void {
    if (this.#position < this.#text.length) this.#refuse('the end of the file')
  }

  #bareValue(depth: number): Json {
    const next = this.#text[this.#position]
    if (next === '{' || next === '[') return this.#container(next, depth)
    if (next === '"') return this.#string()
    if (words.has(next)) return this.#word(words.get(next))
    const number = this.#match(numberText)
    return number === '' ? this.#refuse('a value') : readNumber(number)
  }

  #container(open: '{' | '[', depth: number): Json {
    if (depth >= nestingLimit) this.#refuseDepth()
    return open === '{' ? this.#object(depth) : this.#array(depth)
  }

  #object(depth: number): Json {
    const fields = new Map<string, Json>()
    this.#items('}', () => {
      if (this.#text[this.#position] !== '"') this.#refuse('a quoted key')
      const key = this.#string()
      this.#skipWhitespace()
      this.#take(':')
      fields.set(key, this.value(depth + 1))
    })
    return Object.fromEntries(fields)
  }

  #array(depth: number): Json[] {
    const items: Json[] = []
    this.#items(']', () => items.push(this.value(depth + 1)))
    return items
  }

  /** What stands between brackets, separated by commas; the opening one is next. */
  #items(close: '}' | ']', item: () => void): void {
    this.#step(1)
    if (this.#text[this.#position] !== close) {
      item()
      while (this.#text[this.#position] === ',') {
        this.#step(1)
        item()
      }
    }
    if (this.#text[this.#position] !== close) this.#refuse(`a comma or ${close}`)
    this.#position++
  }

  #take(character: string): void {
    if (this.#text[this.#position] !== character) this.#refuse(character)
    this.#step(1)
  }

  #step(length: number): void {
    this.#position += length
    this.#skipWhitespace()
  }

  #word(value: Json): Json {
    for (const letter of String(value)) {
      if (this.#text[this.#position] !== letter) this.#refuse(String(value))
      this.#position++
    }
    return value
  }

  #string(): string {
    const start = this.#position
    this.#position++
    const isPlain = this.#skipToQuote()
    this.#position++
    const quoted = this.#text.slice(start, this.#position)
    return isPlain ? quoted.slice(1, -1) : JSON.parse(quoted)
  }

  /** Moves to the closing quote; true when nothing before it is escaped. */
  #skipToQuote(): boolean {
    let isPlain = true
    for (;;) {
      const unit = this.#text.charCodeAt(this.#position)
      if (unit === 0x22) return isPlain
      if (unit === 0x5c) {
        isPlain = false
        if (this.#match(escapeSequence) === '') this.#refuse('an escape that JSON has')
      } else if (unit >= 0x20) this.#position++
      else this.#refuse('a closing quote or an escaped control character')
    }
  }

  #match(pattern: RegExp): string {
    const start = this.#position
    pattern.lastIndex = start
    if (!pattern.test(this.#text)) return ''
    this.#position = pattern.lastIndex
    return this.#text.slice(start, this.#position)
  }

  #skipWhitespace(): void {
    while (whitespace.has(this.#text.charCodeAt(this.#position))) this.#position++
  }

  #refuse(allowed: string): never {
    if (cutShort.test(this.#text.slice(this.#position))) this.#refuseEnd()
    const found = JSON.stringify(String.fromCodePoint(this.#text.codePointAt(this.#position)!))
    const message = `The file is not JSON: at ${this.#place()} stands ${found} where only ${allowed} is allowed.`
    throw new Refusal('document/not-json', message)
  }

  #refuseEnd(): never {
    this.#position = this.#text.length
    const message = `The file ends early, at ${this.#place()}: a notebook is one complete JSON object.`
    throw new Refusal('document/ends-early', message)
  }

  #refuseDepth(): never {
    const message = `The file nests more than ${nestingLimit} arrays and objects at ${this.#place()}: up to ${nestingLimit} are allowed.`
    throw new Refusal('document/nesting-limit', message)
  }

  #place(): string {
    const before = this.#text.slice(0, this.#position).split('\n')
    return `line ${before.length}, column ${before[before.length - 1].length + 1}`
  }
}
