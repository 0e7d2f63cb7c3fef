import { type ParserOptions, parse } from '@babel/parser'
import { fail, ok, type Result } from '../../engine/index.ts'
import type { CellProblem } from './compiled-cell.ts'
import { problemAt, syntaxProblem } from './problems.ts'
import { type Node, type Program, walk } from './syntax-tree.ts'

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
    const { program } = parse(source, options)
    const hole = findHole(program)
    return hole ? fail(notWellFormed(source, hole.start!)) : ok(program)
  } catch (error) {
    if (isParserError(error)) {
      const jsx = findJsx(source)
      if (jsx !== undefined) return fail(jsxProblem(source, jsx))
      return fail(syntaxProblem(source, error.pos, error.message))
    }
    // the parser stumbles over some broken sources (`namespace for (;;);`) without saying where
    if (error instanceof TypeError) return fail(notWellFormed(source, 0))
    throw error
  }
}

const jsxProblem = (source: string, offset: number): CellProblem =>
  problemAt(source, offset, 'compile/unsupported', 'JSX is not supported')

/** Where the first JSX of a source stands that is well-formed but for it. */
function findJsx(source: string): number | undefined {
  let first: number | undefined
  try {
    const { program } = parse(source, { ...options, plugins: ['jsx', ...(options.plugins ?? [])] })
    walk(program, (node) => {
      if (first === undefined && /^JSX(Element|Fragment)$/.test(node.type)) first = node.start!
    })
  } catch (error) {
    // Something else is wrong, and said.
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
  }
  return first
}

interface ParserError extends SyntaxError {
  readonly pos: number
}

const isParserError = (error: unknown): error is ParserError =>
  error instanceof SyntaxError && 'pos' in error

const notWellFormed = (source: string, offset: number): CellProblem =>
  problemAt(source, offset, 'compile/syntax', 'this is not well-formed TypeScript')

/** The first node without a statement that it must have: the parser leaves one out after a stray `namespace`. */
function findHole(program: Program): Node | undefined {
  let hole: Node | undefined
  walk(program, (node) => {
    if (!hole && lacksStatement(node)) hole = node
  })
  return hole
}

function lacksStatement(node: Node): boolean {
  return Object.entries(node).some(([key, value]) =>
    Array.isArray(value)
      ? value.includes(undefined)
      : value === undefined && /^(body|consequent)$/.test(key) && node.type.endsWith('Statement'),
  )
}
