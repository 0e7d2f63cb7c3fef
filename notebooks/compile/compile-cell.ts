import { fail, ok, type Result } from '../../engine/index.ts'
import { CellText } from './cell-text.ts'
import { checkCode } from './check-code.ts'
import type { CellProblem, CompiledCell } from './compiled-cell.ts'
import { endStatements } from './end-statements.ts'
import { eraseTypes } from './erase-types.ts'
import { findProblem } from './find-problem.ts'
import { guardLoops } from './guard-loops.ts'
import { type Names, resolveNames } from './names.ts'
import { parseCell } from './parse-cell.ts'
import { placeCalls } from './place-calls.ts'
import { problemAt } from './problems.ts'
import { fitScript } from './script-text.ts'
import { hoist, shareDeclarations } from './share-declarations.ts'
import { shareNames } from './share-names.ts'
import type { Program } from './syntax-tree.ts'
import { takeResult } from './take-result.ts'
import { writeEnums } from './write-enums.ts'

/** What the compiler knows beside the source. */
export interface CellContext {
  /** The cell's identifier: it names the source in the map. */
  readonly cell: string
  /** Names that the notebook's other cells define so far. Such a name wins over JavaScript's own (`Map`, `name`). */
  readonly known: ReadonlySet<string>
}

/** Characters of a cell's source. Parsing some texts of this length takes five seconds, and four times that for twice the length. */
export const maximumSourceCharacters = 250_000

/**
 * Compiles a cell: TypeScript as a module in, one strict-mode async function of the shared scope and the kernel out.
 * Every string gives a result: what cannot be compiled is a problem with its line and column.
 */
export function compileCell(
  source: string,
  context: CellContext,
): Result<CompiledCell, CellProblem> {
  if (source.length > maximumSourceCharacters) return fail(tooLong(source))
  try {
    return compile(source.replace(/\r\n?/g, '\n'), context)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return fail(problemAt(source, 0, 'compile/unsupported', 'the cell is nested too deeply'))
  }
}

const tooLong = (source: string): CellProblem =>
  problemAt(
    source,
    0,
    'compile/too-long',
    `the cell has ${source.length} characters where up to ${maximumSourceCharacters} are allowed`,
  )

function compile(source: string, context: CellContext): Result<CompiledCell, CellProblem> {
  const parsed = parseCell(source)
  if (!parsed.ok) return parsed
  const program = parsed.value
  const names = resolveNames(program, context.known)
  const problem = findProblem(program, names, source)
  if (problem) return fail(problem)
  const { code, map } = rewrite(program, names, source, context.cell)
  const defect = checkCode(code, map, source)
  if (defect) return fail(defect)
  return ok({ code, map, defines: [...names.defined.keys()], uses: [...names.used].sort() })
}

function rewrite(program: Program, names: Names, source: string, cell: string) {
  const text = new CellText(source)
  const shared = freeName('$', names.mentioned)
  const kernel = freeName('$k', names.mentioned)
  const parameters = { shared, kernel }
  fitScript(program, text)
  guardLoops(program, text, `${kernel}.guard`)
  endStatements(program, text)
  takeResult(program, text, `${kernel}.result`)
  writeEnums(program, text, shared)
  shareDeclarations(program, text, names.references, parameters)
  eraseTypes(program, text)
  shareNames(names, text, shared)
  const head = `async (${shared}, ${kernel}) => {'use strict';${hoist(program, names.defined, parameters)}`
  const { code, map } = text.finish(cell, head, '\n}')
  return { code, map: placeCalls(program, source, map) }
}

/** The name itself, or with the first number that makes it one that the source does not hold. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let count = 1; taken.has(free); count += 1) free = `${name}${count}`
  return free
}
