import type { CellText } from './cell-text.ts'
import { type Node, type Program, walk } from './syntax-tree.ts'

const loops = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
])

/**
 * Puts a call at the head of every loop's body, so that an endless loop can be stopped.
 * Functions get none: endless recursion ends by itself, and calls stay as fast as they were.
 */
export function guardLoops(program: Program, text: CellText, guard: string): void {
  walk(program, (node) => {
    if (loops.has(node.type)) guardBody((node as Node & { body: Node }).body, text, guard)
  })
}

function guardBody(body: Node, text: CellText, guard: string): void {
  if (body.type === 'BlockStatement') text.before(body.start! + 1, `${guard}();`)
  else text.wrap(body, `{${guard}();`, '}')
}
