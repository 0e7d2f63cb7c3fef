import { readdirSync, readFileSync } from 'node:fs'
import type { Notebook } from '../../../notebooks/document/index.ts'
import { parseNotebook } from '../../../notebooks/document/index.ts'

const fixtures = new URL('../../fixtures/notebooks/', import.meta.url)

export const fixtureNames = readdirSync(fixtures)
  .filter((name) => name.endsWith('.ipynb'))
  .map((name) => name.replace('.ipynb', ''))

export function fixture(name: string): string {
  return readFileSync(new URL(`${name}.ipynb`, fixtures), 'utf8')
}

/** The notebook of a text that must be one. */
export function parsed(text: string): Notebook {
  const result = parseNotebook(text)
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

/** The problem of a text that must not be a notebook. */
export function problemOf(text: string) {
  const result = parseNotebook(text)
  if (result.ok) throw new Error('The text was read as a notebook.')
  return result.problem
}

/** File text of a notebook with the fields given, over an empty one. */
export function fileText(fields: object): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [], ...fields })
}
