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

/** Maps of more keys than this are looked up by hash: those of events have fewer, and are many. */
const FEW = 12

/** A map, in the order in which it is written; a key is known by its text. */
export class FormMap {
  readonly keyTexts: string[] = []
  readonly keys: Form[] = []
  readonly values: Form[] = []
  private places: Map<string, number> | undefined

  /** False when the key is there. */
  add(keyText: string, key: Form, value: Form): boolean {
    if (this.placeOf(keyText) !== -1) return false
    const place = this.keyTexts.push(keyText) - 1
    this.keys.push(key)
    this.values.push(value)
    if (place === FEW) this.places = new Map(this.keyTexts.map((text, at) => [text, at]))
    else this.places?.set(keyText, place)
    return true
  }

  get(keyText: string): Form | undefined {
    const place = this.placeOf(keyText)
    return place === -1 ? undefined : this.values[place]
  }

  private placeOf(keyText: string): number {
    return this.places === undefined
      ? this.keyTexts.indexOf(keyText)
      : (this.places.get(keyText) ?? -1)
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
