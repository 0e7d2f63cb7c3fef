import type { CellText } from './cell-text.ts'
import type { Node, Program } from './syntax-tree.ts'

/** Hands the value of the last statement to `take`, when that is an expression. */
export function takeResult(program: Program, text: CellText, take: string): void {
  const last = lastStatement(program)
  if (last?.type !== 'ExpressionStatement' && last?.type !== 'Directive') return
  const hasSemicolon = text.source[last.end! - 1] === ';'
  text.before(last.start!, `${take}((`)
  text.after(last.end! - (hasSemicolon ? 1 : 0), '))')
}

/** A cell of strings alone is, to the parser, all directives. */
const lastStatement = (program: Program): Node | undefined =>
  program.body.at(-1) ?? program.directives.at(-1)
