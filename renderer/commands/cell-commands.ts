import { deleteCells, moveCells } from '../notebook/cell-edits.ts'
import { type Command, cellCommand } from './command.ts'
import { activeIndex, indexBelow, insertAt, type NotebookContext } from './context.ts'

/** Commands that insert, delete and move cells; keys as in JupyterLab. */
export function cellCommands(context: NotebookContext): Command[] {
  const { notebook } = context
  const above = () => Math.max(activeIndex(context), 0)
  const heading = { type: 'markdown', source: '# ', mode: 'edit' } as const
  return [
    cellCommand('insert-above', 'Insert cell above', ['A'], () => insertAt(context, above())),
    cellCommand('insert-below', 'Insert cell below', ['B'], () =>
      insertAt(context, indexBelow(context)),
    ),
    cellCommand('text-below', 'Insert text cell below', [], () =>
      insertAt(context, indexBelow(context), { type: 'markdown', mode: 'edit' }),
    ),
    cellCommand('heading-above', 'Insert heading above', ['Shift+A'], () =>
      insertAt(context, above(), heading),
    ),
    cellCommand('heading-below', 'Insert heading below', ['Shift+B'], () =>
      insertAt(context, indexBelow(context), heading),
    ),
    cellCommand('delete', 'Delete cells', ['D D'], () => deleteSelected(context)),
    cellCommand('move-up', 'Move cells up', ['Mod+Shift+ArrowUp'], () => move(context, -1)),
    cellCommand('move-down', 'Move cells down', ['Mod+Shift+ArrowDown'], () => move(context, 1)),
    cellCommand('undo', 'Undo cell operation', ['Z'], () => notebook.undo()),
    cellCommand('redo', 'Redo cell operation', ['Shift+Z'], () => notebook.redo()),
  ]
}

/** Deletes the selected cells and selects the one that takes their place; a notebook keeps one cell at least. */
export function deleteSelected(context: NotebookContext): void {
  const { notebook, selection } = context
  const ids = selection.idSet
  const index = notebook.cells.findIndex(({ id }) => ids.has(id))
  if (index < 0) return
  notebook.edit((document) => deleteCells(document, ids))
  const next = notebook.cells[Math.min(index, notebook.cells.length - 1)]
  if (next) selection.select(next.id)
  else insertAt(context, 0)
}

function move({ notebook, selection }: NotebookContext, by: -1 | 1): void {
  const ids = selection.idSet
  const first = notebook.cells.findIndex(({ id }) => ids.has(id))
  const target = by < 0 ? first - 1 : first + ids.size + 1
  if (first < 0 || target < 0 || target > notebook.cells.length) return
  notebook.edit((document) => moveCells(document, ids, target))
}
