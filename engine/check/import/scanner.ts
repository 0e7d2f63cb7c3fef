import type { ImportLimits } from './limits.ts'
import { quoted, Refusal } from './refusal.ts'

/** A place in a text that moves forward, and knows its line. */
export class Scanner {
  readonly text: string
  readonly limits: ImportLimits
  position = 0
  #line: number
  #nextLineBreak: number

  /** @param line of the text's beginning, from 1 */
  constructor(text: string, limits: ImportLimits, line = 1) {
    this.text = text
    this.limits = limits
    this.#line = line
    this.#nextLineBreak = lineBreakFrom(text, 0)
  }

  /** The character here; empty at the end. */
  get next(): string {
    return this.text.charAt(this.position)
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length
  }

  /** Line of the position, from 1. */
  get line(): number {
    while (this.#nextLineBreak < this.position) {
      this.#line++
      this.#nextLineBreak = lineBreakFrom(this.text, this.#nextLineBreak + 1)
    }
    return this.#line
  }

  /** What a sticky pattern matches here, passed over; empty for nothing. */
  match(pattern: RegExp): string {
    const start = this.position
    pattern.lastIndex = start
    // Faster than `exec`, which makes an array of what it found.
    if (!pattern.test(this.text)) return ''
    this.position = pattern.lastIndex
    return this.text.slice(start, this.position)
  }

  checkNesting(depth: number): void {
    const { nesting } = this.limits
    if (depth <= nesting) return
    throw new Refusal(
      'nesting-limit',
      `values are nested deeper than the limit nesting of ${nesting}.`,
      this.line,
    )
  }

  /** @param line default: that of the position */
  refuse(reason: string, line = this.line): never {
    throw new Refusal('malformed', reason, line)
  }

  /** Refuses for what stands here, or because nothing does. */
  refuseHere(expected: string): never {
    if (this.isAtEnd) this.refuse(`the text ends where ${expected} should be.`)
    const rest = this.text.slice(this.position, this.position + 100).split(/[\r\n]/, 1)[0]
    this.refuse(`${quoted(rest)} stands where ${expected} should be.`)
  }
}

function lineBreakFrom(text: string, start: number): number {
  const found = text.indexOf('\n', start)
  return found === -1 ? Number.POSITIVE_INFINITY : found
}
