import type { CellText } from './cell-text.ts'
import { type Node, type Program, walk } from './syntax-tree.ts'

/** What a line break may end in place of a semicolon. */
const endedBySemicolon = new Set([
  'VariableDeclaration',
  'ExpressionStatement',
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
  'DebuggerStatement',
  'DoWhileStatement',
  'Directive',
  'ClassProperty',
  'ClassPrivateProperty',
])

/** Writes every semicolon that the source leaves out: the next line may begin with `(` or `[` when it is rewritten. */
export function endStatements(program: Program, text: CellText): void {
  walk(program, (node, parent) => {
    if (!endedBySemicolon.has(node.type) || isLoopHead(node, parent)) return
    if (text.source[node.end! - 1] !== ';') text.after(node.end!, ';')
  })
}

function isLoopHead(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'ForStatement') return parent.init === node
  return (
    (parent?.type === 'ForInStatement' || parent?.type === 'ForOfStatement') && parent.left === node
  )
}
