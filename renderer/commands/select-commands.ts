import type { Cell } from '../../notebooks/document/index.ts'
import { type Command, cellCommand } from './command.ts'
import { type NotebookContext, neighbour } from './context.ts'

/** Commands that choose cells, go into the editor and out, and scroll. */
export function selectCommands(context: NotebookContext): Command[] {
  const { notebook, selection, scroll } = context
  const select = (cell: Cell | undefined) => cell && selection.select(cell.id)
  const extend = (cell: Cell | undefined) => cell && selection.extendTo(cell.id)
  return [
    cellCommand('select-above', 'Select cell above', ['ArrowUp', 'K'], () =>
      select(neighbour(context, -1)),
    ),
    cellCommand('select-below', 'Select cell below', ['ArrowDown', 'J'], () =>
      select(neighbour(context, 1)),
    ),
    cellCommand('select-first', 'Select first cell', ['Home'], () => select(notebook.cells[0])),
    cellCommand('select-last', 'Select last cell', ['End'], () => select(notebook.cells.at(-1))),
    cellCommand('extend-above', 'Extend selection above', ['Shift+ArrowUp', 'Shift+K'], () =>
      extend(neighbour(context, -1)),
    ),
    cellCommand('extend-below', 'Extend selection below', ['Shift+ArrowDown', 'Shift+J'], () =>
      extend(neighbour(context, 1)),
    ),
    cellCommand('extend-to-top', 'Extend selection to the top', ['Shift+Home'], () =>
      extend(notebook.cells[0]),
    ),
    cellCommand('extend-to-bottom', 'Extend selection to the bottom', ['Shift+End'], () =>
      extend(notebook.cells.at(-1)),
    ),
    cellCommand('select-all', 'Select all cells', ['Mod+A'], () => {
      const ids = notebook.cells.map(({ id }) => id)
      if (ids.length > 0) selection.selectRange(ids[0], ids[ids.length - 1])
    }),
    cellCommand('edit', 'Edit cell', ['Enter'], () => selection.select(selection.cell, 'edit')),
    {
      ...cellCommand('leave', 'Leave the editor', ['Escape', 'Mod+M'], () =>
        selection.select(selection.cell, 'command'),
      ),
      mode: 'edit',
    },
    cellCommand('scroll-down', 'Scroll down', ['Space'], () => scroll(0.8)),
    cellCommand('scroll-up', 'Scroll up', ['Shift+Space'], () => scroll(-0.8)),
  ]
}
