import { addTags, knownTags, removeTags, tagsOf } from '../notebook/cell-tags.ts'
import { revealCell } from '../notebook/reveal.ts'
import { type Command, cellCommand } from './command.ts'
import { activeCell, type NotebookContext } from './context.ts'

/** Commands that mark cells with tags, for tools that read them. */
export function tagCommands(context: NotebookContext): Command[] {
  const { notebook, selection, view } = context
  const toggle = (tag: string) => {
    const cell = activeCell(context)
    if (!cell) return
    const change = tagsOf(cell).includes(tag) ? removeTags : addTags
    notebook.edit((document) => change(document, selection.idSet, [tag]))
  }
  return [
    cellCommand('add-tag', 'Add a tag…', ['T'], () => {
      const { cell } = selection
      if (cell === undefined) return
      revealCell(context, cell)
      view.taggedCell = cell
    }),
    cellCommand('remove-tags', 'Remove all tags', [], () => {
      const tags = notebook.cells.flatMap(tagsOf)
      notebook.edit((document) => removeTags(document, selection.idSet, tags))
    }),
    ...Object.keys(knownTags).map((tag) =>
      cellCommand(`tag-${tag}`, `Tag as ${tag}, or not`, [], () => toggle(tag)),
    ),
  ]
}
