import { type Cell, type CellType, createCell, insertCell } from '../../notebooks/document/index.ts'
import type { useOpeningStore } from '../files/opening.ts'
import type { useSavingStore } from '../files/saving.ts'
import { freshId } from '../notebook/cell-edits.ts'
import type { useNotebookStore } from '../stores/notebook.ts'
import type { Mode, useSelectionStore } from '../stores/selection.ts'
import type { useViewStore } from '../stores/view.ts'

/** The cells, and which of them is meant. */
export interface CellContext {
  readonly notebook: ReturnType<typeof useNotebookStore>
  readonly selection: ReturnType<typeof useSelectionStore>
}

/** What the commands of a notebook act on. */
export interface NotebookContext extends CellContext {
  readonly view: ReturnType<typeof useViewStore>
  readonly saving: ReturnType<typeof useSavingStore>
  readonly opening: ReturnType<typeof useOpeningStore>
  /** Scrolls the cells by heights of the window; negative is up. */
  readonly scroll: (windows: number) => void
}

/** Position of the active cell, -1 without one. */
export const activeIndex = ({ notebook, selection }: CellContext): number =>
  notebook.cells.findIndex(({ id }) => id === selection.cell)

export const activeCell = (context: CellContext): Cell | undefined =>
  context.notebook.cells[activeIndex(context)]

/** Position after the last selected cell. */
export function indexBelow({ notebook, selection }: CellContext): number {
  const last = selection.ids.at(-1)
  return notebook.cells.findIndex(({ id }) => id === last) + 1
}

/** The cell in sight that stands so many places below the active one; negative is above. */
export function neighbour({ notebook, selection }: CellContext, by: number): Cell | undefined {
  const shown = notebook.cells.filter(({ id }) => !notebook.folded.has(id))
  const index = shown.findIndex(({ id }) => id === selection.cell)
  return shown[index + by]
}

export function insertAt(
  { notebook, selection }: CellContext,
  index: number,
  { type = 'code', source = '', mode = 'command' }: InsertOptions = {},
): void {
  if (!notebook.notebook) return
  const id = freshId(notebook.notebook, Math.random)
  notebook.edit((document) => insertCell(document, index, createCell(type, id, source)))
  selection.select(id, mode)
}

interface InsertOptions {
  readonly type?: CellType
  readonly source?: string
  readonly mode?: Mode
}
