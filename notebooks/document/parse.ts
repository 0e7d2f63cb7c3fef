import type { Result } from '../../engine/index.ts'
import { repairCellIds } from './cell-id.ts'
import { listField, objectField, wholeNumberField } from './field.ts'
import { formatMinor } from './format.ts'
import { readJson } from './json/read.ts'
import type { Json, Notebook } from './notebook.ts'
import { readCell } from './read-cell.ts'
import { attempt, Refusal } from './refusal.ts'
import { withoutTransient, withoutTrust } from './transient.ts'

/**
 * Reads the text of an .ipynb file as leniently as Jupyter does. Versions 4.0 to 4.4 become 4.5; a later 4.x keeps its number and what
 * we do not know of it. Problems: `document/empty`, `document/ends-early`, `document/not-json`, `document/nesting-limit`,
 * `document/not-a-notebook`, `document/version`.
 */
export function parseNotebook(text: string): Result<Notebook> {
  return attempt(() => readNotebook(readJson(content(text))))
}

/** The text without a byte order mark, which some editors put first. */
function content(text: string): string {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text
  if (json.trim() === '') {
    throw new Refusal('document/empty', 'The file is empty: a notebook is one JSON object.')
  }
  return json
}

function readNotebook(value: Json): Notebook {
  const raw = objectField(value, 'the whole file')
  checkMajor(wholeNumberField(raw.nbformat, 'nbformat'))
  const minor = wholeNumberField(raw.nbformat_minor ?? 0, 'nbformat_minor')
  const cells = listField(raw.cells, 'cells')
  return withoutTransient({
    ...raw,
    nbformat: 4,
    nbformat_minor: Math.max(formatMinor, minor),
    metadata: objectField(raw.metadata ?? {}, 'metadata'),
    cells: repairCellIds(
      cells.map((cell, index) => withoutTrust(readCell(cell, `cells[${index}]`))),
    ),
  })
}

function checkMajor(major: number): void {
  if (major === 4) return
  const message = `The notebook has format version ${major} where only version 4 is allowed: Jupyter can convert it.`
  throw new Refusal('document/version', message)
}
