import { type Cell, isQuantity } from './table-cell.ts'

/** The notes of a table's cells, each once, in order of first appearance. */
export function notesOf(rows: readonly (readonly Cell[])[]): string[] {
  const notes = new Set<string>()
  for (const row of rows) {
    for (const cell of row) if (isQuantity(cell) && cell.note !== undefined) notes.add(cell.note)
  }
  return [...notes]
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The sign of the note at a place of a list, from 0: ¹, ², … */
export const noteSign = (at: number): string =>
  String(at + 1).replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)])

/** The sign of a cell's note among those of its table; '' for a cell without one. */
export function signOf(cell: Cell, notes: readonly string[]): string {
  const note = isQuantity(cell) ? cell.note : undefined
  return note === undefined ? '' : noteSign(notes.indexOf(note))
}

/** Notes as they stand below: each behind its sign. */
export const noteLines = (notes: readonly string[]): string[] =>
  notes.map((note, at) => `${noteSign(at)} ${note}`)
