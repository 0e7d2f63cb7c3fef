import { shallowRef } from 'vue'
import type { Cell } from '../../notebooks/document/index.ts'
import { pasteCells } from '../notebook/cell-edits.ts'
import { deleteSelected } from './cell-commands.ts'
import { type Command, cellCommand } from './command.ts'
import { activeIndex, indexBelow, type NotebookContext } from './context.ts'

/** The cells that were copied or cut last, from any notebook of this page. */
const clipboard = shallowRef<readonly Cell[]>([])

/** Commands that copy whole cells, with outputs and tags. */
export function clipboardCommands(context: NotebookContext): Command[] {
  const { notebook, selection } = context
  const copy = () => {
    clipboard.value = notebook.cells.filter(({ id }) => selection.idSet.has(id))
  }
  const paste = (id: string, label: string, keys: string[], index: () => number): Command => ({
    ...cellCommand(id, label, keys, () => pasteAt(context, index())),
    isEnabled: () => clipboard.value.length > 0,
  })
  return [
    cellCommand('cut', 'Cut cells', ['X'], () => {
      copy()
      deleteSelected(context)
    }),
    cellCommand('copy', 'Copy cells', ['C'], copy),
    paste('paste', 'Paste cells below', ['V'], () => indexBelow(context)),
    paste('paste-above', 'Paste cells above', ['Shift+V'], () => Math.max(activeIndex(context), 0)),
    cellCommand('duplicate', 'Duplicate cells', [], () => {
      const copies = notebook.cells.filter(({ id }) => selection.idSet.has(id))
      insertCopies(context, indexBelow(context), copies)
    }),
  ]
}

const pasteAt = (context: NotebookContext, index: number): void =>
  insertCopies(context, index, clipboard.value)

function insertCopies(
  { notebook, selection }: NotebookContext,
  index: number,
  cells: readonly Cell[],
): void {
  if (!notebook.notebook || cells.length === 0) return
  const pasted = pasteCells(notebook.notebook, index, cells, Math.random)
  notebook.edit(() => pasted.notebook)
  selection.selectRange(pasted.ids[0], pasted.ids.at(-1)!)
}
