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

/** A text that is looked through. */
export interface SearchedText extends Pick<Match, 'cell' | 'part'> {
  readonly text: string
}

/** The texts of cells in the order of the notebook. */
export const textsOf = (cells: readonly Cell[], places: FindPlaces): SearchedText[] =>
  cells.flatMap((cell) => textsOfCell(cell, places))

/** Matches in the order of the texts, up to `maximumMatches`. Matches of no length are left out. */
export function matchesIn(texts: readonly SearchedText[], pattern: RegExp): readonly Match[] {
  const matches: Match[] = []
  for (const { cell, part, text } of texts) {
    matches.push(...matchesInText(text, pattern).map((match) => ({ ...match, cell, part })))
    if (matches.length >= maximumMatches) return matches.slice(0, maximumMatches)
  }
  return matches
}

function textsOfCell(cell: Cell, places: FindPlaces): SearchedText[] {
  const isCode = cell.cell_type === 'code'
  const source = { cell: cell.id, part: 'source', text: cell.source } as const
  return [
    ...((isCode ? places.code : places.text) ? [source] : []),
    ...(isCode && places.outputs
      ? cell.outputs.map(
          (output) => ({ cell: cell.id, part: 'output', text: outputText(output) }) as const,
        )
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

function matchesInText(text: string, pattern: RegExp): Pick<Match, 'start' | 'end' | 'line'>[] {
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
