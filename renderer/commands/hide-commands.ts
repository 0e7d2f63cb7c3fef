import type { Notebook } from '../../notebooks/document/index.ts'
import { type Hidden, isHidden, setHidden } from '../notebook/cell-edits.ts'
import { headingAbove, isFolded, levelOf, setFolded } from '../notebook/sections.ts'
import { type Command, cellCommand } from './command.ts'
import { activeCell, type NotebookContext } from './context.ts'

/** Commands that put sources, outputs and sections out of sight, and back. */
export function hideCommands(context: NotebookContext): Command[] {
  const { notebook, selection } = context
  const hide = (part: Hidden, hidden: boolean) =>
    notebook.edit((document) => setHidden(document, selection.idSet, part, hidden))
  const toggle = (part: Hidden) => {
    const cell = activeCell(context)
    if (cell) hide(part, !isHidden(cell, part))
  }
  const hideAll = (part: Hidden, hidden: boolean) =>
    notebook.edit((document) => setHidden(document, idsOf(document), part, hidden))
  return [
    cellCommand('hide-source', 'Collapse source', [], () => hide('source_hidden', true)),
    cellCommand('show-source', 'Expand source', [], () => hide('source_hidden', false)),
    cellCommand('toggle-source', 'Collapse or expand source', ['Shift+H'], () =>
      toggle('source_hidden'),
    ),
    cellCommand('hide-outputs', 'Collapse outputs', [], () => hide('outputs_hidden', true)),
    cellCommand('show-outputs', 'Expand outputs', [], () => hide('outputs_hidden', false)),
    cellCommand('toggle-outputs', 'Collapse or expand outputs', ['O'], () =>
      toggle('outputs_hidden'),
    ),
    cellCommand('hide-all-sources', 'Collapse all sources', [], () =>
      hideAll('source_hidden', true),
    ),
    cellCommand('show-all-sources', 'Expand all sources', [], () =>
      hideAll('source_hidden', false),
    ),
    cellCommand('hide-all-outputs', 'Collapse all outputs', [], () =>
      hideAll('outputs_hidden', true),
    ),
    cellCommand('show-all-outputs', 'Expand all outputs', [], () =>
      hideAll('outputs_hidden', false),
    ),
    cellCommand('fold', 'Fold section', ['ArrowLeft'], () => fold(context)),
    cellCommand('unfold', 'Unfold section', ['ArrowRight'], () => {
      const { cell } = selection
      if (cell !== undefined) notebook.edit((document) => setFolded(document, cell, false))
    }),
    cellCommand('fold-all', 'Fold all sections', [], () => foldAll(context, true)),
    cellCommand('unfold-all', 'Unfold all sections', [], () => foldAll(context, false)),
  ]
}

const idsOf = ({ cells }: Notebook): Set<string> => new Set(cells.map(({ id }) => id))

/** Folds the section of the active cell; in one that is folded already, goes up to the heading above. */
function fold(context: NotebookContext): void {
  const { notebook, selection } = context
  const active = activeCell(context)
  const heading = active && headingAbove(notebook.cells, active.id)
  if (heading === undefined || (active && isFolded(active))) return
  selection.select(heading)
  notebook.edit((document) => setFolded(document, heading, true))
}

function foldAll({ notebook, selection }: NotebookContext, folded: boolean): void {
  const headings = notebook.cells.filter((cell) => levelOf(cell) !== undefined)
  notebook.edit((document) =>
    headings.reduce((changed, { id }) => setFolded(changed, id, folded), document),
  )
  const away = notebook.folded.get(selection.cell ?? '')
  if (away !== undefined) selection.select(away)
}
