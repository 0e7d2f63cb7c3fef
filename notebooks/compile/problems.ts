import type { CellProblem, SourcePosition } from './compiled-cell.ts'

export type CellProblemCode = 'compile/syntax' | 'compile/import' | 'compile/unsupported'

/** Line and column, from 1, of a character of the source. */
export function positionAt(source: string, offset: number): SourcePosition {
  const before = source.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
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
