import { type CellType, type Notebook, splitCell } from '../../notebooks/document/index.ts'
import { currentEditor } from '../editor/current-editor.ts'
import {
  type CellIds,
  changeTypes,
  freshId,
  mergeCells,
  toHeadings,
} from '../notebook/cell-edits.ts'
import { type Command, cellCommand } from './command.ts'
import { activeIndex, type NotebookContext } from './context.ts'

/** Commands that split and merge cells and change their type. */
export function shapeCommands(context: NotebookContext): Command[] {
  const { notebook, selection } = context
  const change = (edit: (document: Notebook, ids: CellIds) => Notebook) =>
    notebook.edit((document) => edit(document, selection.idSet))
  const toType = (type: CellType, name: string, key: string) =>
    cellCommand(`to-${type}`, `Change to ${name}`, [key], () =>
      change((document, ids) => changeTypes(document, ids, type)),
    )
  return [
    {
      ...cellCommand('split', 'Split cell at the cursor', ['Mod+Shift+-'], () => split(context)),
      mode: 'edit',
      isEnabled: () => currentEditor.value !== undefined,
    },
    cellCommand('merge', 'Merge selected cells, or with the cell below', ['Shift+M'], () =>
      merge(context, selection.ids.length > 1 ? selection.ids : around(context, 0, 1)),
    ),
    cellCommand('merge-above', 'Merge with cell above', ['Mod+Backspace'], () =>
      merge(context, around(context, -1, 0)),
    ),
    cellCommand('merge-below', 'Merge with cell below', ['Mod+Shift+M'], () =>
      merge(context, around(context, 0, 1)),
    ),
    toType('code', 'code', 'Y'),
    toType('markdown', 'Markdown', 'M'),
    toType('raw', 'raw text', 'R'),
    ...[1, 2, 3, 4, 5, 6].map((level) =>
      cellCommand(`to-heading-${level}`, `Change to heading ${level}`, [`${level}`], () =>
        change((document, ids) => toHeadings(document, ids, level)),
      ),
    ),
  ]
}

function split({ notebook, selection }: NotebookContext): void {
  const { value: editor } = currentEditor
  if (!editor || !notebook.notebook) return
  const lower = freshId(notebook.notebook, Math.random)
  notebook.edit((document) => splitCell(document, editor.id, editor.cursorOffset(), lower))
  selection.select(lower, 'edit')
}

/** Ids from so many places above the active cell to so many below; none where the notebook ends before. */
function around(context: NotebookContext, from: number, to: number): string[] {
  const index = activeIndex(context)
  const ids = context.notebook.cells
    .map(({ id }) => id)
    .slice(Math.max(index + from, 0), index + to + 1)
  return index >= 0 && ids.length === to - from + 1 ? ids : []
}

function merge({ notebook, selection }: NotebookContext, ids: readonly string[]): void {
  if (ids.length < 2) return
  notebook.edit((document) => mergeCells(document, ids))
  selection.select(ids[0])
}
