import type { Problem } from '../../core/result.ts'

/** Why a text is no history: thrown where it is found, caught by `readHistory` alone. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** Stable: `history/malformed`, `history/nesting-limit`. */
  readonly code: string

  /** @param reason one sentence without its first words: the line, if there is one, comes before */
  constructor(code: string, reason: string, line?: number) {
    super(line === undefined ? reason : `line ${line}: ${reason}`)
    this.code = `history/${code}`
  }

  get problem(): Problem {
    return { code: this.code, message: this.message }
  }
}

const LONGEST_QUOTE = 40

/** A piece of a stranger's text, for a message: in quotes, in one line, cut. */
export function quoted(text: string): string {
  const cut = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text
  return JSON.stringify(cut)
}
