import type { SourcePosition } from '../compile/index.ts'

/** Characters of a source line that a frame shows; a longer line is cut around the position. */
export const maximumFrameWidth = 96

/** The line of `source` at `position` with its number, and under it a caret. Empty when the source has no such line. */
export function sourceFrame(source: string, position: SourcePosition): string[] {
  const line = source.split(/\r\n?|\n/)[position.line - 1]
  if (line === undefined) return []
  const { text, column } = cutAround(line, Math.min(position.column, line.length + 1))
  const gutter = `  ${position.line} | `
  const margin = gutter.replace(/\d/g, ' ')
  return [`${gutter}${text}`.trimEnd(), `${margin}${blankOf(text.slice(0, column - 1))}^`]
}

function cutAround(line: string, column: number): { text: string; column: number } {
  if (line.length <= maximumFrameWidth) return { text: line, column }
  const start = Math.max(0, column - 1 - maximumFrameWidth / 2)
  const text = `${start > 0 ? '…' : ''}${line.slice(start, start + maximumFrameWidth)}`
  const cutAtEnd = start + maximumFrameWidth < line.length
  return { text: `${text}${cutAtEnd ? '…' : ''}`, column: column - start + (start > 0 ? 1 : 0) }
}

/** As wide as the text on a terminal, where a tab and a pair of surrogates take the width that they take above the caret. */
const blankOf = (text: string): string =>
  [...text].map((character) => (character === '\t' ? '\t' : ' ')).join('')
