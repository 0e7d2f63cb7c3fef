import type { Cell, Notebook } from '../../notebooks/document/index.ts'
import { type CellIds, changeCells, withMetadata } from './cell-edits.ts'

/** Tags that mean something to Replilab and to Jupyter's tools. */
export const knownTags: Readonly<Record<string, string>> = {
  parameters: 'What -p sets is put in after this cell',
  'raises-exception': 'An error is expected here, and stops no run',
  'skip-execution': 'Left out when several cells run',
}

/** The tags of a cell; none where the file holds something else in their place. */
export function tagsOf({ metadata }: Cell): readonly string[] {
  const tags: unknown = metadata.tags
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

/** The tags that a text names: separated by commas, without what surrounds them, each once. */
export const readTags = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]

export const addTags = (notebook: Notebook, ids: CellIds, tags: readonly string[]): Notebook =>
  changeCells(notebook, ids, (cell) => withTags(cell, [...new Set([...tagsOf(cell), ...tags])]))

export const removeTags = (notebook: Notebook, ids: CellIds, tags: readonly string[]): Notebook =>
  changeCells(notebook, ids, (cell) =>
    withTags(
      cell,
      tagsOf(cell).filter((tag) => !tags.includes(tag)),
    ),
  )

/** A cell without tags has no list of them either. */
function withTags(cell: Cell, tags: readonly string[]): Cell {
  if (tags.length === tagsOf(cell).length) return cell
  return withMetadata(cell, 'tags', tags.length === 0 ? undefined : [...tags])
}
