import { builtIns } from './built-ins.ts'
import {
  blockNames,
  bodyNames,
  createScope,
  enumMembers,
  enumNames,
  findScope,
  isConstant,
  loopNames,
  type Scope,
  targetsOf,
} from './scope.ts'
import {
  allChildren,
  type FunctionNode,
  type Identifier,
  isTypeOnly,
  type Node,
  type Program,
  unwrap,
} from './syntax-tree.ts'

/** How a name stands in the source, where that changes what must be written for it. */
export type Role = 'plain' | 'call' | 'typeof' | 'shorthand'

/** A name in the source that must be written as a property of what owns it. */
export interface Reference {
  readonly identifier: Identifier
  readonly role: Role
  /** The enum whose member it is; `undefined` for a name of the shared scope. */
  readonly enumName: string | undefined
}

/** What the names of a cell stand for. */
export interface Names {
  /** The cell's own scope, in source order. */
  readonly defined: Scope['names']
  /** Names taken from the shared scope that the cell does not define. */
  readonly used: ReadonlySet<string>
  readonly references: readonly Reference[]
  /** Every name in the source, of whatever scope. */
  readonly mentioned: ReadonlySet<string>
  /** Places that assign to a constant. */
  readonly constantAssignments: readonly Identifier[]
  /** Every `this` outside functions and classes. */
  readonly outerThis: readonly Node[]
}

/** Resolves every name of a cell to its declaration, to the shared scope or to JavaScript itself. */
export function resolveNames(program: Program, known: ReadonlySet<string>): Names {
  const scope = createScope(undefined, bodyNames(program.body))
  const resolver = new Resolver(scope, known)
  resolver.visitAll(program.body, { scope, isOuterThis: true })
  return resolver
}

interface Place {
  readonly scope: Scope
  /** Whether `this` is the one of the cell itself. */
  readonly isOuterThis: boolean
}

const within = (place: Place, scope: Scope): Place => ({ ...place, scope })

type NodeOf<Type extends Node['type']> = Extract<Node, { type: Type }>
type MemberType = 'MemberExpression' | 'OptionalMemberExpression'
type Visitor<Visited extends Node> = (node: Visited, place: Place) => void
type Visitors = { readonly [Type in Node['type']]?: Visitor<NodeOf<Type>> }

class Resolver implements Names {
  readonly defined: Scope['names']
  readonly used = new Set<string>()
  readonly references: Reference[] = []
  readonly mentioned = new Set<string>()
  readonly constantAssignments: Identifier[] = []
  readonly outerThis: Node[] = []
  private readonly roles = new Map<Node, Role>()
  private readonly known: ReadonlySet<string>

  /** Nodes that hold names which are not references, give them a role, or open a scope. */
  private readonly visitors: Visitors = {
    Identifier: (node, place) => this.refer(node, place),
    ThisExpression: (node, place) => this.visitThis(node, place),
    CallExpression: (node, place) => this.visitWithRole(node, node.callee, 'call', place),
    OptionalCallExpression: (node, place) => this.visitWithRole(node, node.callee, 'call', place),
    TaggedTemplateExpression: (node, place) => this.visitWithRole(node, node.tag, 'call', place),
    UnaryExpression: (node, place) =>
      node.operator === 'typeof'
        ? this.visitWithRole(node, node.argument, 'typeof', place)
        : this.visitChildren(node, place),
    AssignmentExpression: (node, place) => this.visitAssignment(node, node.left, place),
    UpdateExpression: (node, place) => this.visitAssignment(node, node.argument, place),
    MemberExpression: (node, place) => this.visitMember(node, place),
    OptionalMemberExpression: (node, place) => this.visitMember(node, place),
    ObjectProperty: (node, place) => this.visitProperty(node, place),
    ObjectMethod: (node, place) => this.visitMethod(node, place),
    ClassMethod: (node, place) => this.visitMethod(node, place),
    ClassPrivateMethod: (node, place) => this.visitFunction(node, place),
    ClassProperty: (node, place) => this.visitClassProperty(node, place),
    ClassPrivateProperty: (node, place) => this.visitField(node.value, place),
    LabeledStatement: (node, place) => this.visitAll([node.body], place),
    BreakStatement: () => {},
    ContinueStatement: () => {},
    MetaProperty: () => {},
    PrivateName: () => {},
    ImportDeclaration: () => {},
    FunctionDeclaration: (node, place) => this.visitNamedFunction(node, place),
    FunctionExpression: (node, place) => this.visitNamedFunction(node, place),
    ArrowFunctionExpression: (node, place) => this.visitFunction(node, place),
    ClassDeclaration: (node, place) => this.visitClass(node, place),
    ClassExpression: (node, place) => this.visitClass(node, place),
    TSEnumDeclaration: (node, place) => this.visitEnum(node, place),
    StaticBlock: (node, place) => this.visitStaticBlock(node, place),
    BlockStatement: (node, place) =>
      this.visitChildren(node, this.inside(place, blockNames(node.body))),
    SwitchStatement: (node, place) => this.visitSwitch(node, place),
    ForStatement: (node, place) =>
      this.visitChildren(node, this.inside(place, loopNames(node.init))),
    ForInStatement: (node, place) => this.visitForEach(node, place),
    ForOfStatement: (node, place) => this.visitForEach(node, place),
    CatchClause: (node, place) => this.visitCatch(node, place),
  }

  constructor(scope: Scope, known: ReadonlySet<string>) {
    this.defined = scope.names
    this.known = known
  }

  visitAll(nodes: readonly Node[], place: Place): void {
    for (const node of nodes) if (!isTypeOnly(node)) this.visit(node, place)
  }

  visitChildren(node: Node, place: Place): void {
    this.visitAll(allChildren(node), place)
  }

  private visit(node: Node, place: Place): void {
    const visitor = this.visitors[node.type] as Visitor<Node> | undefined
    if (visitor) visitor(node, place)
    else this.visitChildren(node, place)
  }

  /** Gives the name in `target` a role before it is reached. */
  private visitWithRole(node: Node, target: Node, role: Role, place: Place): void {
    this.roles.set(unwrap(target), role)
    this.visitChildren(node, place)
  }

  private visitMember(node: NodeOf<MemberType>, place: Place): void {
    this.visit(node.object, place)
    if (node.computed) this.visit(node.property, place)
  }

  private visitMethod(node: NodeOf<'ObjectMethod' | 'ClassMethod'>, place: Place): void {
    if (node.computed) this.visit(node.key, place)
    this.visitFunction(node, place)
  }

  private visitClassProperty(node: NodeOf<'ClassProperty'>, place: Place): void {
    if (node.computed) this.visit(node.key, place)
    this.visitField(node.value, place)
  }

  private visitAssignment(node: Node, target: Node, place: Place): void {
    this.assign(target, place)
    this.visitChildren(node, place)
  }

  private visitThis(node: Node, place: Place): void {
    if (place.isOuterThis) this.outerThis.push(node)
  }

  private visitStaticBlock(node: NodeOf<'StaticBlock'>, place: Place): void {
    const inner = this.inside(place, bodyNames(node.body))
    this.visitAll(node.body, { ...inner, isOuterThis: false })
  }

  private visitCatch(node: NodeOf<'CatchClause'>, place: Place): void {
    const names = targetsOf(node.param).map(({ name }) => [name, 'parameter'] as const)
    this.visitChildren(node, this.inside(place, names))
  }

  private inside(place: Place, names: Parameters<typeof createScope>[1]): Place {
    return within(place, createScope(place.scope, names))
  }

  private visitProperty(node: NodeOf<'ObjectProperty'>, place: Place): void {
    if (node.computed) this.visit(node.key, place)
    if (node.shorthand) {
      const { value } = node
      this.roles.set(value.type === 'AssignmentPattern' ? value.left : value, 'shorthand')
    }
    this.visit(node.value, place)
  }

  private visitField(value: Node | null | undefined, place: Place): void {
    if (value) this.visit(value, { ...place, isOuterThis: false })
  }

  private visitNamedFunction(
    node: NodeOf<'FunctionDeclaration' | 'FunctionExpression'>,
    place: Place,
  ): void {
    const { id } = node
    if (id) this.mentioned.add(id.name)
    const isOwnScope = id && node.type === 'FunctionExpression'
    this.visitFunction(node, isOwnScope ? this.inside(place, [[id.name, 'function']]) : place)
  }

  /** Parameters do not see the variables of the body, so that each has a scope of its own. */
  private visitFunction(node: FunctionNode, place: Place): void {
    const isArrow = node.type === 'ArrowFunctionExpression'
    const names = node.params.flatMap(targetsOf).map(({ name }) => [name, 'parameter'] as const)
    const own = isArrow ? names : [['arguments', 'parameter'] as const, ...names]
    const inner = {
      ...this.inside(place, own),
      isOuterThis: isArrow && place.isOuterThis,
    }
    this.visitAll(node.params, inner)
    if (node.body.type !== 'BlockStatement') this.visit(node.body, inner)
    else this.visitAll(node.body.body, this.inside(inner, bodyNames(node.body.body)))
  }

  private visitClass(node: NodeOf<'ClassDeclaration' | 'ClassExpression'>, place: Place): void {
    if (node.id) this.mentioned.add(node.id.name)
    const inner = node.id ? this.inside(place, [[node.id.name, 'class']]) : place
    if (node.superClass) this.visit(node.superClass, inner)
    this.visitChildren(node.body, inner)
  }

  private visitSwitch(node: NodeOf<'SwitchStatement'>, place: Place): void {
    this.visit(node.discriminant, place)
    const statements = node.cases.flatMap((branch) => branch.consequent)
    this.visitAll(node.cases, this.inside(place, blockNames(statements)))
  }

  private visitForEach(node: NodeOf<'ForInStatement' | 'ForOfStatement'>, place: Place): void {
    this.assign(node.left, place)
    this.visitChildren(node, this.inside(place, loopNames(node.left)))
  }

  private visitEnum(node: NodeOf<'TSEnumDeclaration'>, place: Place): void {
    this.mentioned.add(node.id.name)
    const inner = within(place, createScope(place.scope, enumNames(node), node.id.name))
    for (const member of enumMembers(node)) {
      if (member.initializer) this.visit(member.initializer, inner)
    }
  }

  private assign(target: Node, place: Place): void {
    for (const identifier of targetsOf(target)) {
      const scope = findScope(identifier.name, place.scope)
      if (isConstant(scope?.names.get(identifier.name))) this.constantAssignments.push(identifier)
    }
  }

  private refer(identifier: Identifier, place: Place): void {
    const { name } = identifier
    this.mentioned.add(name)
    const scope = findScope(name, place.scope)
    if (!scope && builtIns.has(name) && !this.known.has(name)) return
    if (!scope) this.used.add(name)
    const isMember = scope?.names.get(name) === 'member'
    if (scope?.parent && !isMember) return
    const role = this.roles.get(identifier) ?? 'plain'
    this.references.push({ identifier, role, enumName: isMember ? scope?.enumName : undefined })
  }
}
