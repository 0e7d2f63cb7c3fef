import type { Cell, Output } from '../../notebooks/document/index.ts'

/** Where is looked: sources of code, texts of Markdown and raw cells, what cells have shown. */
export interface FindPlaces {
  readonly code: boolean
  readonly text: boolean
  readonly outputs: boolean
}

/** One place where the pattern matches; `start` and `end` in UTF-16 units of the source, or of the output's text. */
export interface Match {
  /** Id of the cell. */
  readonly cell: string
  readonly part: 'source' | 'output'
  readonly start: number
  readonly end: number
  /** The line that it begins on. */
  readonly line: string
}

/** Matches that are counted and gone through at most. */
export const maximumMatches = 5_000

/** Matches in the order of the notebook, up to `maximumMatches`. Matches of no length are left out. */
export function findMatches(
  cells: readonly Cell[],
  pattern: RegExp,
  places: FindPlaces,
): readonly Match[] {
  const matches: Match[] = []
  for (const cell of cells) {
    for (const { part, text } of textsOf(cell, places)) {
      matches.push(...matchesIn(text, pattern).map((match) => ({ ...match, cell: cell.id, part })))
    }
    if (matches.length >= maximumMatches) return matches.slice(0, maximumMatches)
  }
  return matches
}

interface SearchedText {
  readonly part: Match['part']
  readonly text: string
}

function textsOf(cell: Cell, places: FindPlaces): SearchedText[] {
  const isCode = cell.cell_type === 'code'
  const source = { part: 'source', text: cell.source } as const
  return [
    ...((isCode ? places.code : places.text) ? [source] : []),
    ...(isCode && places.outputs
      ? cell.outputs.map((output) => ({ part: 'output', text: outputText(output) }) as const)
      : []),
  ]
}

/** What people read of an output, as far as it is text. */
function outputText(output: Output): string {
  if (output.output_type === 'stream') return output.text
  if (output.output_type === 'error') return output.traceback.join('\n')
  const text = output.data['text/plain'] ?? output.data['text/markdown']
  return typeof text === 'string' ? text : ''
}

function matchesIn(text: string, pattern: RegExp): Pick<Match, 'start' | 'end' | 'line'>[] {
  const found = [...text.matchAll(pattern)].filter(([match]) => match !== '')
  return found.slice(0, maximumMatches).map(({ 0: match, index }) => ({
    start: index,
    end: index + match.length,
    line: lineAt(text, index),
  }))
}

function lineAt(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index - 1) + 1
  const end = text.indexOf('\n', index)
  return text.slice(start, end < 0 ? undefined : end).trim()
}
