import { parse } from 'acorn'
import type { CellProblem, DecodedMap } from './compiled-cell.ts'
import { createPositionFinder } from './positions.ts'
import { offsetAt, syntaxProblem } from './problems.ts'

/**
 * Checks that the code is JavaScript, so that the kernel never meets a syntax error without a place.
 * The parser of TypeScript lets some sources pass: broken regular expressions, `if (a) enum E {}`, `#x as T`.
 */
export function checkCode(code: string, map: DecodedMap, source: string): CellProblem | undefined {
  try {
    parse(code, { ecmaVersion: 'latest' })
  } catch (error) {
    if (!isParserError(error)) throw error
    const { line, column } = error.loc
    const position = createPositionFinder(map)(line, column + 1) ?? { line: 1, column: 1 }
    return syntaxProblem(source, offsetAt(source, position), error.message)
  }
}

interface ParserError extends SyntaxError {
  /** Lines from 1, columns from 0. */
  readonly loc: { readonly line: number; readonly column: number }
}

const isParserError = (error: unknown): error is ParserError =>
  error instanceof SyntaxError && 'loc' in error
