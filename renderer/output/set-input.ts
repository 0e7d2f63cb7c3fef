import type { InputValue } from '../../notebooks/document/index.ts'
import { stateOf } from '../../notebooks/session/index.ts'
import { useHostStore } from '../stores/host.ts'
import { useNotebookStore } from '../stores/notebook.ts'

/** Sets an input of the open notebook; in reactive mode the cells that show it, and those that depend on them, run. */
export function setInput(name: string, value: InputValue): void {
  const { session } = useNotebookStore()
  if (!session) return
  const cells = session.setInput(name, value)
  if (!useHostStore().settings.isReactive) return
  // In a notebook that was opened and has not run, what these cells need is not there yet.
  const haveRun = cells.every((cell) => stateOf(session.states, cell) !== 'idle')
  void (haveRun ? session.runCells(cells) : session.runAll())
}
