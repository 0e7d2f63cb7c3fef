import type { Cell, Notebook } from '../../notebooks/document/index.ts'
import { changeCells } from '../notebook/cell-edits.ts'
import type { FindPlaces, Match } from './find-matches.ts'
import { type FindQuery, patternOf } from './pattern.ts'

/** What matches give way to. In a regular expression `$1` stands for what the first brackets matched, `$&` for all. */
export interface Replacement extends FindQuery {
  readonly by: string
}

/** Replaces all matches in the sources of these cells; outputs are what a run has shown, and stay. */
export function replaceAll(
  notebook: Notebook,
  ids: ReadonlySet<string>,
  replacement: Replacement,
  places: FindPlaces,
): Notebook {
  const pattern = patternOf(replacement)
  if (!pattern.ok) return notebook
  const replace = (source: string) => replaceIn(source, pattern.value, replacement)
  return changeCells(notebook, ids, (cell) =>
    isSearched(cell, places) ? withSource(cell, replace(cell.source)) : cell,
  )
}

/** Replaces one match in a source, if it still matches there. */
export function replaceOne(notebook: Notebook, match: Match, replacement: Replacement): Notebook {
  const pattern = patternOf(replacement)
  if (!pattern.ok || match.part === 'output') return notebook
  const here = new RegExp(pattern.value.source, pattern.value.flags.replace('g', 'y'))
  here.lastIndex = match.start
  return changeCells(notebook, new Set([match.cell]), (cell) =>
    withSource(cell, replaceIn(cell.source, here, replacement)),
  )
}

const replaceIn = (source: string, pattern: RegExp, { by, isRegularExpression }: Replacement) =>
  isRegularExpression ? source.replace(pattern, by) : source.replace(pattern, () => by)

const isSearched = (cell: Cell, { code, text }: FindPlaces): boolean =>
  cell.cell_type === 'code' ? code : text

const withSource = (cell: Cell, source: string): Cell =>
  cell.source === source ? cell : { ...cell, source }
