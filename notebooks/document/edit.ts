import { type CellType, createCell } from './create.ts'
import type { Cell, Notebook, Output } from './notebook.ts'

/**
 * Edits give a new notebook that shares every cell they do not change. An id or index that the notebook does not have, or an id
 * that it has already, is a bug of the caller and throws.
 */

/** Puts a cell at `index`, 0 to the number of cells. */
export function insertCell(notebook: Notebook, index: number, cell: Cell): Notebook {
  checkIndex(index, notebook.cells.length)
  return replaceCells(notebook, index, 0, cell)
}

export function deleteCell(notebook: Notebook, id: string): Notebook {
  return replaceCells(notebook, cellIndex(notebook, id), 1)
}

/** Moves a cell so that it stands at `index` afterwards. */
export function moveCell(notebook: Notebook, id: string, index: number): Notebook {
  const from = cellIndex(notebook, id)
  checkIndex(index, notebook.cells.length - 1)
  return insertCell(replaceCells(notebook, from, 1), index, notebook.cells[from])
}

/** Outputs stay: they are what the cell showed when it last ran. */
export function replaceSource(notebook: Notebook, id: string, source: string): Notebook {
  return changeCell(notebook, id, (cell) => ({ ...cell, source }))
}

/** Keeps id, source and metadata; outputs leave with the code, attachments with the text. */
export function changeType(notebook: Notebook, id: string, type: CellType): Notebook {
  return changeCell(notebook, id, (cell) => convertCell(cell, type))
}

function convertCell(cell: Cell, type: CellType): Cell {
  if (cell.cell_type === type) return cell
  if (cell.cell_type !== 'code' && type !== 'code') return { ...cell, cell_type: type }
  return createCell(type, cell.id, cell.source, cell.metadata)
}

/**
 * Cuts a cell in two at `offset` (UTF-16 units of the source); one line end at the cut goes. The upper part keeps the id, the lower
 * one is `lowerId` and has the outputs, which the end of the code showed.
 */
export function splitCell(
  notebook: Notebook,
  id: string,
  offset: number,
  lowerId: string,
): Notebook {
  const index = cellIndex(notebook, id)
  const cell = notebook.cells[index]
  checkIndex(offset, cell.source.length)
  const [upperSource, lowerSource] = cutSource(cell.source, offset)
  const upper = { ...withoutOutputs(cell), source: upperSource }
  const lower = { ...cell, id: lowerId, source: lowerSource }
  return replaceCells(notebook, index, 1, upper, lower)
}

function cutSource(source: string, offset: number): [string, string] {
  const upper = source.slice(0, offset)
  const lower = source.slice(offset)
  if (upper.endsWith('\n')) return [upper.slice(0, -1), lower]
  return [upper, lower.startsWith('\n') ? lower.slice(1) : lower]
}

/**
 * Joins the sources of a cell and the one below it by a line end. The upper cell's id, type and metadata stay, with the
 * attachments of both; outputs go. Throws when no cell is below.
 */
export function mergeCellBelow(notebook: Notebook, id: string): Notebook {
  const index = cellIndex(notebook, id)
  checkIndex(index + 1, notebook.cells.length - 1)
  const [upper, lower] = notebook.cells.slice(index, index + 2)
  const source = `${upper.source}\n${lower.source}`
  const merged = { ...withoutOutputs(upper), ...joinedAttachments(upper, lower), source }
  return replaceCells(notebook, index, 2, merged)
}

function joinedAttachments(upper: Cell, lower: Cell): object {
  if (upper.cell_type === 'code' || lower.cell_type === 'code') return {}
  if (lower.attachments === undefined) return {}
  return { attachments: { ...lower.attachments, ...upper.attachments } }
}

/** What a code cell showed, and its execution count; `[]` and `null` clear it. Throws for a cell that is not code. */
export function setOutputs(
  notebook: Notebook,
  id: string,
  outputs: readonly Output[],
  executionCount: number | null,
): Notebook {
  return changeCell(notebook, id, (cell) => {
    if (cell.cell_type !== 'code') throw new Error(`Cell ${id} is not code and has no outputs.`)
    return { ...cell, outputs: [...outputs], execution_count: executionCount }
  })
}

function withoutOutputs(cell: Cell): Cell {
  return cell.cell_type === 'code' ? { ...cell, outputs: [], execution_count: null } : cell
}

function changeCell(notebook: Notebook, id: string, change: (cell: Cell) => Cell): Notebook {
  const index = cellIndex(notebook, id)
  const cells = [...notebook.cells]
  cells[index] = change(cells[index])
  return { ...notebook, cells }
}

/** The one place that adds cells and takes them away: `removed` cells from `index` make way for others. */
function replaceCells(
  notebook: Notebook,
  index: number,
  removed: number,
  ...added: Cell[]
): Notebook {
  const cells = [...notebook.cells]
  cells.splice(index, removed, ...added)
  checkIds(cells)
  return { ...notebook, cells }
}

function checkIds(cells: readonly Cell[]): void {
  const ids = new Set(cells.map((cell) => cell.id))
  if (ids.size < cells.length) throw new Error('Two cells of a notebook cannot have one id.')
}

function cellIndex(notebook: Notebook, id: string): number {
  const index = notebook.cells.findIndex((cell) => cell.id === id)
  if (index < 0) throw new Error(`The notebook has no cell ${id}.`)
  return index
}

function checkIndex(index: number, last: number): void {
  if (Number.isInteger(index) && index >= 0 && index <= last) return
  throw new RangeError(`Position ${index} is not between 0 and ${last}.`)
}
