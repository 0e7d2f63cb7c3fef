import type { CellText } from './cell-text.ts'
import type { Reference } from './names.ts'
import { targetsOf } from './scope.ts'
import {
  type ImportDeclaration,
  isTypeOnly,
  type Node,
  type Program,
  unwrap,
  type VariableDeclaration,
  type VariableDeclarator,
  walk,
  withoutExport,
} from './syntax-tree.ts'

/** The names of the compiled function's parameters. */
export interface Parameters {
  readonly shared: string
  readonly kernel: string
}

/** Turns the cell's own declarations into assignments to the shared scope. */
export function shareDeclarations(
  program: Program,
  text: CellText,
  references: readonly Reference[],
  { shared }: Parameters,
): void {
  const own = new Set<Node>(references.map(({ identifier }) => identifier))
  for (const statement of program.body) shareStatement(statement, text, shared)
  walk(program, (node, parent) => {
    if (node.type === 'VariableDeclaration' && declares(node, own)) {
      shareVariables(node, text, isForEachHead(node, parent))
    }
    keepFunctionName(node, text, own)
  })
}

/** A name's statements that must run before the others: imports, functions and `var` are there from the start. */
export function hoist(
  program: Program,
  defined: ReadonlyMap<string, string>,
  { shared, kernel }: Parameters,
): string {
  const imports = program.body
    .filter((statement) => statement.type === 'ImportDeclaration' && !isTypeOnly(statement))
    .map((statement) => importCode(statement as ImportDeclaration, shared, kernel))
  const names = [...defined].map(([name, kind]) => {
    if (kind === 'function') return `${shared}.${name}=${name};`
    return kind === 'var' ? `${shared}.${name}=void 0;` : ''
  })
  return [...imports, ...names].join('')
}

function importCode(node: ImportDeclaration, shared: string, kernel: string): string {
  if (node.importKind === 'type') return ''
  const module = `${kernel}.module(${JSON.stringify(node.source.value)})`
  return node.specifiers
    .filter((specifier) => !('importKind' in specifier && specifier.importKind === 'type'))
    .map((specifier) => {
      const member = specifier.type === 'ImportSpecifier' ? memberCode(specifier.imported) : ''
      return `${shared}.${specifier.local.name}=${module}${member};`
    })
    .join('')
}

const memberCode = (name: Node & { type: 'Identifier' | 'StringLiteral' }): string =>
  `[${JSON.stringify(name.type === 'Identifier' ? name.name : name.value)}]`

function shareStatement(statement: Node, text: CellText, shared: string): void {
  const declaration = withoutExport(statement)
  if (declaration !== statement) text.erase(statement.start!, declaration.start!)
  if (statement.type === 'ImportDeclaration') text.erase(statement.start!, statement.end!)
  if (declaration.type === 'ClassDeclaration' && !isTypeOnly(declaration)) {
    text.wrap(declaration, `${shared}.${declaration.id!.name}=`, ';')
  }
}

const declares = (node: VariableDeclaration, own: ReadonlySet<Node>): boolean =>
  !node.declare &&
  node.declarations.some(({ id }) => targetsOf(id).some((target) => own.has(target)))

function isForEachHead(node: Node, parent: Node | undefined): boolean {
  const isForEach = parent?.type === 'ForInStatement' || parent?.type === 'ForOfStatement'
  return isForEach && parent.left === node
}

function shareVariables(node: VariableDeclaration, text: CellText, isForEachHead: boolean): void {
  text.erase(node.start!, node.declarations[0].start!)
  if (isForEachHead) return
  for (const declarator of node.declarations) shareDeclarator(declarator, node.kind, text)
}

/** A `var` without a value keeps the one that it has. */
function shareDeclarator(declarator: VariableDeclarator, kind: string, text: CellText): void {
  if (declarator.id.type === 'ObjectPattern') text.wrap(declarator, '(', ')')
  if (!declarator.init && kind !== 'var') text.after(declarator.end!, '=void 0')
}

/** Assigning to a property gives a function no name, so that it is made as a property of that name. */
function keepFunctionName(node: Node, text: CellText, own: ReadonlySet<Node>): void {
  const [target, value] = assignment(node)
  if (target?.type !== 'Identifier' || !own.has(target)) return
  if (!value || !isAnonymousFunction(unwrap(value))) return
  const key = target.name === '__proto__' ? '["__proto__"]' : target.name
  const access = key.startsWith('[') ? key : `.${key}`
  text.wrap(value, `{${key}:`, `}${access}`)
}

function assignment(node: Node): [Node?, (Node | null)?] {
  switch (node.type) {
    case 'VariableDeclarator':
      return [node.id, node.init]
    case 'AssignmentExpression':
      return /^(\|\||&&|\?\?)?=$/.test(node.operator) ? [node.left, node.right] : []
    case 'AssignmentPattern':
      return [node.left, node.right]
    default:
      return []
  }
}

const isAnonymousFunction = (node: Node): boolean =>
  node.type === 'ArrowFunctionExpression' ||
  ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id)
