import type { CellProblem, SourcePosition } from './compiled-cell.ts'

export type CellProblemCode =
  | 'compile/syntax'
  | 'compile/import'
  | 'compile/unsupported'
  | 'compile/too-long'

/** Line and column, from 1, of a character of the source. */
export function positionAt(source: string, offset: number): SourcePosition {
  const before = source.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

/** The character at a line and column, from 1. */
export function offsetAt(source: string, { line, column }: SourcePosition): number {
  const before = source.split('\n').slice(0, line - 1)
  return before.reduce((offset, text) => offset + text.length + 1, column - 1)
}

/** A problem whose sentence begins with the line: `line 3: …`. */
export function problemAt(
  source: string,
  offset: number,
  code: CellProblemCode,
  text: string,
): CellProblem {
  const position = positionAt(source, offset)
  return { code, message: `line ${position.line}: ${text}`, position }
}

/** A parser's error as a problem: its own position is cut off its words, the token that it met is added. */
export function syntaxProblem(source: string, offset: number, message: string): CellProblem {
  const text = message.replace(/ ?\(\d+:\d+\)$/, '').replace(/\.$/, '')
  const clause = text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
  const told = clause.replace(/^unexpected token(?! ')/, `unexpected ${tokenAt(source, offset)}`)
  return problemAt(source, offset, 'compile/syntax', told)
}

const longestTokenShown = 20

function tokenAt(source: string, offset: number): string {
  const rest = source.slice(offset)
  if (rest.trim() === '') return 'end of the cell'
  const [token] = rest.match(/^(?:[\p{ID_Continue}$]+|[\s\S])/u)!
  return `'${token.slice(0, longestTokenShown)}'`
}
