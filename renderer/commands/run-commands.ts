import { createCell, insertCell, newCellId } from '../../notebooks/document/index.ts'
import type { NotebookContext } from './cell-commands.ts'
import type { Command } from './command.ts'

/** Commands that run cells, and stop them. */
export function runCommands({ notebook, selection }: NotebookContext): Command[] {
  const index = () => notebook.cells.findIndex(({ id }) => id === selection.cell)
  const idsOf = (from: number, to?: number) => notebook.cells.slice(from, to).map(({ id }) => id)
  const codeIds = (ids: readonly string[]) =>
    ids.filter((id) => notebook.cells.some((cell) => cell.id === id && cell.cell_type === 'code'))

  const runSelected = () => {
    const { cell } = selection
    if (cell === undefined) return
    if (codeIds([cell]).length > 0) void notebook.session?.runCell(cell)
    selection.select(cell, 'command')
  }
  const insertBelow = () => {
    const id = newCellId(idsOf(0), Math.random)
    notebook.edit((document) => insertCell(document, index() + 1, createCell('code', id)))
    selection.select(id, 'edit')
  }
  const advance = () => {
    const next = notebook.cells[index() + 1]
    if (next) selection.select(next.id)
    else insertBelow()
  }
  const run = (id: string, label: string, keys: string[], act: () => unknown): Command => ({
    id: `run.${id}`,
    label,
    group: 'Run',
    keys,
    run: act,
  })
  const some = (ids: readonly string[]) => notebook.session?.runCells(codeIds(ids))
  return [
    run('and-advance', 'Run and advance', ['Shift+Enter'], () => {
      runSelected()
      advance()
    }),
    run('cell', 'Run cell', ['Mod+Enter'], runSelected),
    run('and-insert', 'Run and insert below', ['Alt+Enter'], () => {
      runSelected()
      insertBelow()
    }),
    run('all', 'Run all', [], () => notebook.session?.runAll()),
    run('above', 'Run all above', [], () => some(idsOf(0, index()))),
    run('below', 'Run this and all below', [], () => some(idsOf(Math.max(index(), 0)))),
    run('stale', 'Run stale cells', [], () =>
      some(idsOf(0).filter((id) => notebook.stale.has(id))),
    ),
    {
      id: 'kernel.interrupt',
      label: 'Stop',
      group: 'Kernel',
      mode: 'command',
      keys: ['I I'],
      isEnabled: () => notebook.isBusy,
      run: () => notebook.session?.interrupt(),
    },
    {
      id: 'kernel.restart',
      label: 'Restart kernel',
      group: 'Kernel',
      mode: 'command',
      keys: ['0 0'],
      run: () => notebook.session?.restart(),
    },
    {
      id: 'kernel.restart-run-all',
      label: 'Restart and run all',
      group: 'Kernel',
      run: () => {
        notebook.session?.restart()
        return notebook.session?.runAll()
      },
    },
  ]
}
