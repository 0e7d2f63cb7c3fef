import type { Cell, Notebook } from '../../notebooks/document/index.ts'
import { changeCells } from '../notebook/cell-edits.ts'
import type { FindPlaces, Match } from './find-matches.ts'
import { type FindQuery, patternOf } from './pattern.ts'
import { type ReplacedBy, replaceIn } from './replace-in.ts'
import type { Task } from './task.ts'

export type Replacement = FindQuery & ReplacedBy

/** The cells in whose sources matches are replaced; outputs are what a run has shown, and stay. */
export const replacedCells = (
  cells: readonly Cell[],
  { code, text }: FindPlaces,
): readonly Cell[] => cells.filter(({ cell_type }) => (cell_type === 'code' ? code : text))

/** What replaces all matches in these cells. */
export const replaceTask = (
  cells: readonly Cell[],
  pattern: RegExp,
  { by, isRegularExpression }: ReplacedBy,
) =>
  ({
    kind: 'replace',
    pattern,
    by,
    isRegularExpression,
    sources: cells.map(({ source }) => source),
  }) satisfies Task

/** The notebook with other sources of these cells, as far as they are still as they were. */
export function withSources(
  notebook: Notebook,
  cells: readonly Cell[],
  sources: readonly string[],
): Notebook {
  const before = new Map(cells.map((cell, at) => [cell.id, { from: cell.source, to: sources[at] }]))
  return changeCells(notebook, new Set(before.keys()), (cell) => {
    const change = before.get(cell.id)
    return change?.from === cell.source ? withSource(cell, change.to) : cell
  })
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

const withSource = (cell: Cell, source: string): Cell =>
  cell.source === source ? cell : { ...cell, source }
