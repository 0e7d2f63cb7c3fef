/**
 * A value as EDN or JSON writes it.
 *
 * Vectors and lists are arrays: both notations mean a sequence. Numbers are those that a double holds exactly as written; others are `Atom`s.
 */
export type Form = null | boolean | number | string | Atom | Form[] | FormSet | FormMap | Tagged

/** What JavaScript has no value for, by its text: keywords (`:ok`), symbols, characters, big integers, ratios, exact decimals, `##NaN`. */
export class Atom {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** By the text of each element: equal ones are one. */
export class FormSet {
  readonly elements = new Map<string, Form>()
}

/** By the text of each key. */
export class FormMap {
  readonly entries = new Map<string, readonly [key: Form, value: Form]>()

  get(keyText: string): Form | undefined {
    return this.entries.get(keyText)?.[1]
  }
}

/** `#inst "2026-11-22"`: a value and what it is said to be. */
export class Tagged {
  readonly tag: string
  readonly value: Form

  constructor(tag: string, value: Form) {
    this.tag = tag
    this.value = value
  }
}
