import { stateOf } from '../../notebooks/session/index.ts'
import type { Command } from './command.ts'
import { activeIndex, indexBelow, insertAt, type NotebookContext, neighbour } from './context.ts'

/** Commands that run cells, and stop them. */
export function runCommands(context: NotebookContext): Command[] {
  const { notebook, selection } = context
  const index = () => activeIndex(context)
  const idsOf = (from: number, to?: number) => notebook.cells.slice(from, to).map(({ id }) => id)
  const codeIds = (ids: readonly string[]) =>
    ids.filter((id) => notebook.cells.some((cell) => cell.id === id && cell.cell_type === 'code'))

  const runSelected = () => {
    const ids = codeIds(selection.ids)
    // In a task of its own: the key that runs a cell takes its editor down as well, and the page is to answer in between.
    if (ids.length === 1) setTimeout(() => notebook.session?.runCell(ids[0]))
    else if (ids.length > 1) setTimeout(() => notebook.session?.runCells(ids))
    selection.select(selection.ids.at(-1))
  }
  const insertBelow = () => insertAt(context, indexBelow(context), { mode: 'edit' })
  const advance = () => {
    const next = neighbour(context, 1)
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
    run('stale', 'Run stale cells', [], () => {
      const marked = notebook.session?.staleCells() ?? notebook.stale
      const stale = idsOf(0).filter((id) => marked.has(id))
      // In a notebook that was opened and has not run, what these cells need is not there yet.
      const haveRun = stale.every((id) => stateOf(notebook.states, id) !== 'idle')
      return haveRun ? some(stale) : notebook.session?.runAll()
    }),
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
      id: 'kernel.restart-run-to-here',
      label: 'Restart and run to here',
      group: 'Kernel',
      isEnabled: () => index() >= 0,
      run: () => {
        notebook.session?.restart()
        return some(idsOf(0, index() + 1))
      },
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
