import { HISTORY_FORMATS, type HistoryFormat } from './detect-format.ts'
import { defaultImportLimits, type ImportLimits } from './limits.ts'
import { HISTORY_MODELS, type HistoryModel } from './models.ts'
import { quoted, Refusal } from './refusal.ts'

export interface ImportOptions {
  /** Default: told by how the text begins. */
  readonly format?: HistoryFormat
  /** Default: the simplest that has all operations. */
  readonly model?: HistoryModel
  readonly limits?: Partial<ImportLimits>
}

/** The limits that hold; refuses what cannot be, as a cell is not held to types. */
export function checkedLimits(text: unknown, options: ImportOptions): ImportLimits {
  const limits = { ...defaultImportLimits, ...options.limits }
  if (typeof text !== 'string') {
    throw new Refusal('not-text', `a history is read from a text, not from ${kindOf(text)}.`)
  }
  checkName('format', options.format, HISTORY_FORMATS)
  checkName('model', options.model, HISTORY_MODELS)
  if (text.length > limits.characters) {
    const reason = `the text has ${text.length} characters, more than the limit characters of ${limits.characters}.`
    throw new Refusal('characters-limit', reason)
  }
  return limits
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : `a value of type ${typeof value}`

function checkName(option: string, name: unknown, allowed: readonly string[]): void {
  if (name === undefined || allowed.some((one) => one === name)) return
  const reason = `${option} is ${quoted(String(name))}, but must be ${allowed.join(', ')}.`
  throw new Refusal('unknown-option', reason)
}
