import type { Problem } from '../../core/result.ts'

/** A text that is no history, or none of the model asked for: the message is one sentence that begins with the line. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError'
  /** Stable: `history/malformed`, `history/empty`. */
  readonly code: string

  constructor({ code, message }: Problem) {
    super(message)
    this.code = code
  }
}
