import type { Node } from '@babel/types'

export type {
  ClassBody,
  ClassDeclaration,
  Expression,
  Function as FunctionNode,
  Identifier,
  ImportDeclaration,
  Node,
  Program,
  Statement,
  TSEnumDeclaration,
  TSEnumMember,
  VariableDeclaration,
  VariableDeclarator,
} from '@babel/types'

/** Nodes of TypeScript's own that leave something behind when the types are gone. */
const valueNodesOfTypeScript = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSParameterProperty',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
])

/** What stands around an expression without changing its value. */
const wrappers = new Set([
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
])

/** Whether nothing of the node is left at run time: annotations, interfaces, `declare …`, overloads, abstract members. */
export function isTypeOnly(node: Node): boolean {
  if (node.type.startsWith('TS') && !valueNodesOfTypeScript.has(node.type)) return true
  if ('declare' in node && node.declare) return true
  if (node.type === 'ClassProperty' && node.abstract) return true
  return node.type === 'ExportNamedDeclaration' && node.exportKind === 'type'
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

/** Trees do not change, and every pass asks again. */
const childrenOfNodes = new WeakMap<Node, readonly Node[]>()

/** Every child, type syntax included, in the parser's order. */
export function allChildren(node: Node): readonly Node[] {
  const known = childrenOfNodes.get(node)
  if (known) return known
  const found = Object.values(node).flat().filter(isNode)
  childrenOfNodes.set(node, found)
  return found
}

/** The children that are there at run time. */
export const children = (node: Node): Node[] =>
  allChildren(node).filter((child) => !isTypeOnly(child))

/** Calls `enter` for every node that is there at run time: parents before children. */
export function walk(node: Node, enter: (node: Node, parent: Node | undefined) => void): void {
  const visit = (current: Node, parent: Node | undefined): void => {
    enter(current, parent)
    for (const child of children(current)) visit(child, current)
  }
  visit(node, undefined)
}

/** The expression inside parentheses, type assertions and `!`. */
export function unwrap(node: Node): Node {
  let inner = node
  while (wrappers.has(inner.type)) inner = (inner as Node & { expression: Node }).expression
  return inner
}

/** The declaration behind `export`; any other statement as it is. */
export const withoutExport = (statement: Node): Node =>
  statement.type === 'ExportNamedDeclaration' && statement.declaration
    ? statement.declaration
    : statement
