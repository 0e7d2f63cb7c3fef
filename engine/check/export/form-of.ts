import { Atom, type Form, FormMap, FormSet } from '../import/form.ts'
import { formText } from '../import/form-text.ts'
import { HistoryError } from '../import/history-error.ts'
import { defaultImportLimits } from '../import/limits.ts'

/** Below the nesting that an importer allows: events and their keys stand around a value. */
const MAXIMUM_NESTING = defaultImportLimits.nesting - 4

/** A value of JavaScript as EDN has it: nothing as nil, lists and sets, objects as maps with text keys; what is none of these by its text. */
export function formOf(value: unknown, depth = 0): Form {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return numberForm(value)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return bigForm(value)
  if (typeof value !== 'object') return String(value)
  if (depth === MAXIMUM_NESTING) throw new HistoryError(tooDeep)
  if (Array.isArray(value)) return value.map((element) => formOf(element, depth + 1))
  if (value instanceof Set) return setForm(value, depth)
  return mapForm(value instanceof Map ? value : Object.entries(value), depth)
}

const tooDeep = {
  code: 'history/nesting-limit',
  message: `a value of the history is nested deeper than the limit nesting of ${MAXIMUM_NESTING}.`,
}

function numberForm(value: number): Form {
  if (Number.isFinite(value)) return value + 0
  if (Number.isNaN(value)) return new Atom('##NaN')
  return new Atom(value > 0 ? '##Inf' : '##-Inf')
}

const bigForm = (value: bigint): Form =>
  Number.isSafeInteger(Number(value)) ? Number(value) : new Atom(value.toString())

function setForm(value: ReadonlySet<unknown>, depth: number): FormSet {
  const set = new FormSet()
  for (const element of value) {
    const form = formOf(element, depth + 1)
    set.elements.set(formText(form), form)
  }
  return set
}

function mapForm(entries: Iterable<readonly [unknown, unknown]>, depth: number): FormMap {
  const map = new FormMap()
  for (const [key, value] of entries) {
    const form = formOf(key, depth + 1)
    map.add(formText(form), form, formOf(value, depth + 1))
  }
  return map
}
