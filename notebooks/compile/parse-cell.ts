import { type ParserOptions, parse } from '@babel/parser'
import { fail, ok, type Result } from '../../engine/index.ts'
import type { CellProblem } from './compiled-cell.ts'
import { problemAt } from './problems.ts'
import type { Program } from './syntax-tree.ts'

/** Decorators and `using` are parsed only to be refused in words of ours. */
const options: ParserOptions = {
  sourceType: 'module',
  plugins: ['typescript', 'decorators', 'decoratorAutoAccessors', 'explicitResourceManagement'],
  attachComment: false,
  createImportExpressions: true,
  createParenthesizedExpressions: true,
}

/** Reads a cell as a TypeScript module, with `await` at its top level; the first error is the problem. */
export function parseCell(source: string): Result<Program, CellProblem> {
  try {
    return ok(parse(source, options).program)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    return fail(problemAt(source, error.pos, 'compile/syntax', describe(error, source)))
  }
}

interface ParserError extends SyntaxError {
  readonly pos: number
}

const isSyntaxError = (error: unknown): error is ParserError =>
  error instanceof SyntaxError && 'pos' in error

/** The parser's words as one clause: its position cut off, the token that it met added. */
function describe(error: ParserError, source: string): string {
  const text = error.message.replace(/ ?\(\d+:\d+\)$/, '').replace(/\.$/, '')
  const clause = text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
  return clause.replace(/^unexpected token/, `unexpected ${tokenAt(source, error.pos)}`)
}

const longestTokenShown = 20

function tokenAt(source: string, offset: number): string {
  const rest = source.slice(offset)
  if (rest.trim() === '') return 'end of the cell'
  const [token] = rest.match(/^(?:[\p{ID_Continue}$]+|[\s\S])/u)!
  return `'${token.slice(0, longestTokenShown)}'`
}
