import {
  type CellType,
  changeType,
  createCell,
  deleteCell,
  insertCell,
  mergeCellBelow,
  moveCell,
  newCellId,
} from '../../notebooks/document/index.ts'
import type { useNotebookStore } from '../stores/notebook.ts'
import type { useSelectionStore } from '../stores/selection.ts'
import type { Command } from './command.ts'

export interface NotebookContext {
  readonly notebook: ReturnType<typeof useNotebookStore>
  readonly selection: ReturnType<typeof useSelectionStore>
  readonly save: () => unknown
}

/** Commands that change, move and choose cells; keys as in JupyterLab. */
export function cellCommands({ notebook, selection }: NotebookContext): Command[] {
  const index = () => notebook.cells.findIndex(({ id }) => id === selection.cell)
  const hasCell = () => index() >= 0
  const freshId = () =>
    newCellId(
      notebook.cells.map(({ id }) => id),
      Math.random,
    )

  const insertAt = (at: number, type: CellType = 'code') => {
    const id = freshId()
    notebook.edit((document) => insertCell(document, at, createCell(type, id)))
    selection.select(id)
  }
  const selectAt = (at: number) => {
    const cell = notebook.cells[at]
    if (cell) selection.select(cell.id)
  }
  const move = (by: number) => {
    const to = index() + by
    if (!hasCell() || to < 0 || to >= notebook.cells.length) return
    notebook.edit((document) => moveCell(document, selection.cell!, to))
  }
  const change = (type: CellType) => {
    if (hasCell()) notebook.edit((document) => changeType(document, selection.cell!, type))
  }
  const remove = () => {
    const at = index()
    if (at < 0) return
    notebook.edit((document) => deleteCell(document, selection.cell!))
    selectAt(Math.min(at, notebook.cells.length - 1))
  }

  const cell = (id: string, label: string, keys: string[], run: () => unknown): Command => ({
    id: `cell.${id}`,
    label,
    group: 'Cell',
    mode: 'command',
    keys,
    run,
  })
  return [
    cell('insert-above', 'Insert cell above', ['A'], () => insertAt(Math.max(index(), 0))),
    cell('insert-below', 'Insert cell below', ['B'], () => insertAt(index() + 1)),
    cell('delete', 'Delete cell', ['D D'], remove),
    cell('select-above', 'Select cell above', ['ArrowUp', 'K'], () => selectAt(index() - 1)),
    cell('select-below', 'Select cell below', ['ArrowDown', 'J'], () => selectAt(index() + 1)),
    cell('move-up', 'Move cell up', ['Mod+Shift+ArrowUp'], () => move(-1)),
    cell('move-down', 'Move cell down', ['Mod+Shift+ArrowDown'], () => move(1)),
    cell('to-code', 'Change cell to code', ['Y'], () => change('code')),
    cell('to-markdown', 'Change cell to Markdown', ['M'], () => change('markdown')),
    cell('merge-below', 'Merge with cell below', ['Shift+M'], () => {
      if (index() < notebook.cells.length - 1 && hasCell())
        notebook.edit((document) => mergeCellBelow(document, selection.cell!))
    }),
    cell('edit', 'Edit cell', ['Enter'], () => selection.select(selection.cell, 'edit')),
    {
      id: 'cell.leave',
      label: 'Leave the editor',
      group: 'Cell',
      mode: 'edit',
      keys: ['Escape'],
      run: () => selection.select(selection.cell, 'command'),
    },
    cell('undo', 'Undo cell operation', ['Z'], () => notebook.undo()),
    cell('redo', 'Redo cell operation', ['Shift+Z'], () => notebook.redo()),
  ]
}
