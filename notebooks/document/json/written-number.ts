/**
 * A number whose text `formatNumber` would change (`1.0`, `1E5`, `-0`, `1e400`, `12345678901234567890`), kept as it was written.
 * It counts as the nearest number, and `JSON.stringify` gives that. Structured clone loses its class: a notebook crosses
 * processes as text.
 */
export class WrittenNumber {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  valueOf(): number {
    return Number(this.text)
  }

  toString(): string {
    return this.text
  }

  toJSON(): number {
    return Number(this.text)
  }
}

/** The number that JSON text means: a plain one when writing it gives the same text again, else a `WrittenNumber`. */
export function readNumber(text: string): number | WrittenNumber {
  const value = Number(text)
  return formatNumber(value) === text ? value : new WrittenNumber(text)
}

/**
 * A number's text as Python's json module writes it after reading what JavaScript would write, so that Jupyter
 * does not change it: small fractions are `1e-05` and not `0.00001`. `NaN` and infinities are words, as there.
 */
export function formatNumber(value: number): string {
  const isSmallFraction = value !== 0 && Math.abs(value) < 1e-4
  return isSmallFraction ? value.toExponential().replace(/e-(\d)$/, 'e-0$1') : String(value)
}
