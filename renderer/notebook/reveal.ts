import type { CellContext } from '../commands/context.ts'
import type { Mode } from '../stores/selection.ts'
import { setFolded } from './sections.ts'

/** Goes to a cell, unfolding what it is folded under. */
export function revealCell(
  { notebook, selection }: CellContext,
  cell: string,
  mode: Mode = 'command',
): void {
  for (let fold = notebook.folded.get(cell); fold; fold = notebook.folded.get(cell)) {
    const folded = fold
    notebook.edit((document) => setFolded(document, folded, false))
  }
  selection.select(cell, mode)
}
