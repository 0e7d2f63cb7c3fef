import type { CellText } from './cell-text.ts'
import {
  allChildren,
  type FunctionNode,
  isTypeOnly,
  type Node,
  type Program,
  walk,
} from './syntax-tree.ts'
import { identifierEnd, tokenFrom } from './tokens.ts'
import { writeClass } from './write-classes.ts'

/** Takes TypeScript's syntax away: what is left is JavaScript of the same meaning. Enums are written elsewhere. */
export function eraseTypes(program: Program, text: CellText): void {
  walk(program, (node, parent) => {
    eraseWrapper(node, parent, text)
    if (node.type === 'Identifier') eraseAnnotation(node, text)
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') writeClass(node, text)
    if ('params' in node && 'body' in node) eraseSignature(node as FunctionNode, text)
    for (const child of allChildren(node)) eraseChild(child, node, text)
  })
}

function eraseWrapper(node: Node, parent: Node | undefined, text: CellText): void {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      // `a + b as number * 2` multiplies the sum
      if (parent?.type === 'BinaryExpression') text.wrap(node, '(', ')')
      text.erase(node.expression.end!, node.end!)
      break
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
      text.erase(node.expression.end!, node.end!)
      break
    case 'TSTypeAssertion':
      // `() => <T>{}` must not become a block
      text.replace(node.start!, node.expression.start!, '(')
      text.after(node.end!, ')')
      break
    case 'TSParameterProperty':
      text.erase(node.start!, node.parameter.start!)
      break
  }
}

/** Everything behind the name: `?`, `!` and the type. */
function eraseAnnotation(node: Node & { type: 'Identifier' }, text: CellText): void {
  if (node.typeAnnotation || node.optional) {
    text.erase(identifierEnd(text.source, node.start!), node.end!)
  }
}

function eraseSignature(node: FunctionNode, text: CellText): void {
  const [first, second] = node.params
  if (first?.type === 'Identifier' && first.name === 'this') {
    text.erase(first.start!, second ? second.start! : endOfLast(first, text.source))
  }
  if (node.type === 'ArrowFunctionExpression' && node.returnType) {
    // no line break may be left before the arrow
    const { start, end } = node.returnType
    text.erase(text.source.slice(0, start!).trimEnd().length, tokenFrom(text.source, end!))
  }
}

/** Where the last parameter ends, with the comma that may follow. */
function endOfLast(node: Node, source: string): number {
  const next = tokenFrom(source, node.end!)
  return source[next] === ',' ? next + 1 : node.end!
}

function eraseChild(child: Node, parent: Node, text: CellText): void {
  if (!isTypeOnly(child) || isErasedElsewhere(child, parent)) return
  text.replace(child.start!, child.end!, isStatement(child, parent) ? ';' : '')
}

function isErasedElsewhere(child: Node, parent: Node): boolean {
  if (parent.type.startsWith('TS') || parent.type === 'Identifier') return true
  if (parent.type === 'ArrowFunctionExpression') return parent.returnType === child
  return 'implements' in parent && !!parent.implements?.some((one) => one === child)
}

const isStatement = (node: Node, parent: Node): boolean =>
  parent.type !== 'ClassBody' &&
  /Declaration$|Function$/.test(node.type) &&
  node.type !== 'TSTypeParameterDeclaration'
