import { allChildren, children, type Node, unwrap, withoutExport } from './syntax-tree.ts'

export type BindingKind =
  | 'const'
  | 'let'
  | 'var'
  | 'function'
  | 'class'
  | 'enum'
  | 'import'
  | 'parameter'
  | 'member'

/** The names of one block, function, class, enum or of the cell itself (the scope without a parent). */
export interface Scope {
  readonly names: Map<string, BindingKind>
  readonly parent: Scope | undefined
  /** Set in the scope of an enum's body: the enum's name. */
  readonly enumName?: string
}

/** Kinds that cannot be assigned to. */
export const isConstant = (kind: BindingKind | undefined): boolean =>
  kind === 'const' || kind === 'import' || kind === 'enum'

export function createScope(
  parent: Scope | undefined,
  names: Iterable<readonly [string, BindingKind]> = [],
  enumName?: string,
): Scope {
  return { parent, names: new Map(names), enumName }
}

/** The nearest scope that has the name. */
export function findScope(name: string, from: Scope): Scope | undefined {
  let scope: Scope | undefined = from
  while (scope && !scope.names.has(name)) scope = scope.parent
  return scope
}

/** The names that a pattern binds or assigns, in source order. */
export function targetsOf(pattern: Node | null | undefined): (Node & { type: 'Identifier' })[] {
  const node = pattern && unwrap(pattern)
  switch (node?.type) {
    case 'Identifier':
      return [node]
    case 'ObjectPattern':
      return node.properties.flatMap((property) =>
        targetsOf(property.type === 'ObjectProperty' ? property.value : property),
      )
    case 'ArrayPattern':
      return node.elements.flatMap(targetsOf)
    case 'AssignmentPattern':
      return targetsOf(node.left)
    case 'RestElement':
      return targetsOf(node.argument)
    case 'TSParameterProperty':
      return targetsOf(node.parameter)
    default:
      return []
  }
}

/** The names declared by the statements of a block: `var` belongs to the function around it. */
export const blockNames = (statements: readonly Node[]): [string, BindingKind][] =>
  statements.flatMap(lexicalNames)

/** The names declared by the statements of a function's or cell's body, with every `var` inside. */
export const bodyNames = (statements: readonly Node[]): [string, BindingKind][] =>
  statements.flatMap((statement) => [...lexicalNames(statement), ...variableNames(statement)])

function lexicalNames(statement: Node): [string, BindingKind][] {
  const node = withoutExport(statement)
  switch (node.type) {
    case 'VariableDeclaration':
      return node.kind === 'var' || node.declare ? [] : declaratorNames(node)
    case 'FunctionDeclaration':
      return node.id ? [[node.id.name, 'function']] : []
    case 'ClassDeclaration':
      return node.id && !node.declare ? [[node.id.name, 'class']] : []
    case 'TSEnumDeclaration':
      return node.declare ? [] : [[node.id.name, 'enum']]
    case 'ImportDeclaration':
      return importedNames(node)
    default:
      return []
  }
}

function declaratorNames(node: Node & { type: 'VariableDeclaration' }): [string, BindingKind][] {
  const kind = node.kind === 'const' || node.kind === 'var' ? node.kind : 'let'
  return node.declarations
    .flatMap((declarator) => targetsOf(declarator.id))
    .map((target) => [target.name, kind])
}

function importedNames(node: Node & { type: 'ImportDeclaration' }): [string, BindingKind][] {
  if (node.importKind === 'type') return []
  return node.specifiers
    .filter((specifier) => !('importKind' in specifier && specifier.importKind === 'type'))
    .map((specifier) => [specifier.local.name, 'import'])
}

const opensFunctionScope = /Function|Class|Method/

function variableNames(node: Node): [string, BindingKind][] {
  if (node.type === 'VariableDeclaration') {
    return node.kind === 'var' && !node.declare ? declaratorNames(node) : []
  }
  if (!holdsStatements(node)) return []
  return children(node).flatMap(variableNames)
}

/** A `var` stands in statements only: expressions and inner functions need no search. */
function holdsStatements(node: Node): boolean {
  if (opensFunctionScope.test(node.type)) return false
  return /Statement$|^SwitchCase$|^CatchClause$|^Export/.test(node.type)
}

/** The names that a `for` head declares for its loop alone. */
export function loopNames(head: Node | null | undefined): [string, BindingKind][] {
  return head ? lexicalNames(head) : []
}

/** The members of an enum's body, and the enum's own name, as its initializers see them. */
export function enumNames(node: Node & { type: 'TSEnumDeclaration' }): [string, BindingKind][] {
  return [
    [node.id.name, 'parameter'],
    ...enumMembers(node).map((member): [string, BindingKind] => [memberName(member), 'member']),
  ]
}

export const enumMembers = (node: Node): (Node & { type: 'TSEnumMember' })[] =>
  allChildren(node).filter((child) => child.type === 'TSEnumMember')

export const memberName = (member: Node & { type: 'TSEnumMember' }): string =>
  member.id.type === 'Identifier' ? member.id.name : member.id.value
