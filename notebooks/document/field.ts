import { WrittenNumber } from './json/written-number.ts'
import { isStringList } from './mime.ts'
import type { Json, JsonObject } from './notebook.ts'
import { Refusal } from './refusal.ts'

/** Readers of one field: the value in its type, or a `document/not-a-notebook` refusal that names the field and what is allowed. */

export function objectField(value: Json, path: string): JsonObject {
  return isObject(value) ? value : refuseField(value, path, 'an object')
}

export function listField(value: Json, path: string): Json[] {
  return Array.isArray(value) ? value : refuseField(value, path, 'a list')
}

export function stringField(value: Json, path: string): string {
  return typeof value === 'string' ? value : refuseField(value, path, 'a string')
}

export function stringListField(value: Json, path: string): string[] {
  return isStringList(value) ? value : refuseField(value, path, 'a list of strings')
}

/** A string, or a list of strings to be joined. */
export function textField(value: Json, path: string): string {
  if (typeof value === 'string') return value
  return isStringList(value)
    ? value.join('')
    : refuseField(value, path, 'a string or a list of strings')
}

/** An execution count: `null`, or a whole number from 0. */
export function countField(value: Json, path: string): number | null {
  if (value === null) return null
  return wholeNumberOf(value) ?? refuseField(value, path, 'null or a whole number from 0')
}

export function wholeNumberField(value: Json, path: string): number {
  return wholeNumberOf(value) ?? refuseField(value, path, 'a whole number from 0')
}

function wholeNumberOf(value: Json): number | undefined {
  if (typeof value !== 'number' && !(value instanceof WrittenNumber)) return undefined
  const number = Number(value)
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

export function choiceField<Choice extends string>(
  value: Json,
  path: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((each) => each === value)
  return choice ?? refuseField(value, path, choices.map((each) => JSON.stringify(each)).join(', '))
}

export function isObject(value: Json): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

function refuseField(value: Json, path: string, allowed: string): never {
  const message = `The file is not a notebook: ${path} is ${describe(value)}, and allowed is ${allowed}.`
  throw new Refusal('document/not-a-notebook', message)
}

const longestShown = 40

function describe(value: Json): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}
