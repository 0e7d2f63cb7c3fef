import type { CellText } from './cell-text.ts'
import { enumMembers, memberName } from './scope.ts'
import {
  children,
  type Node,
  type Program,
  type TSEnumDeclaration,
  type TSEnumMember,
  unwrap,
  walk,
  withoutExport,
} from './syntax-tree.ts'

/** Writes each enum as a function that fills an object, as TypeScript does: numbers are mapped back to names. */
export function writeEnums(program: Program, text: CellText, shared: string): void {
  walk(program, (block) => {
    if (block.type === 'ExportNamedDeclaration') return
    const earlier = new Set<string>()
    for (const statement of children(block).map(withoutExport)) {
      if (statement.type !== 'TSEnumDeclaration') continue
      const owner = block === program ? `${shared}.` : undefined
      writeEnum(statement, text, owner, earlier.has(statement.id.name))
      earlier.add(statement.id.name)
    }
  })
}

/** A second enum of the same name adds to the first. */
function writeEnum(
  node: TSEnumDeclaration,
  text: CellText,
  owner: string | undefined,
  isAddition: boolean,
): void {
  const { name } = node.id
  const target = owner ? `${owner}${name}` : name
  const keyword = owner || isAddition ? '' : 'let '
  const members = enumMembers(node)
  const head = `${keyword}${target}=((${name})=>{`
  const tail = `return ${name};})(${isAddition ? target : '{}'});`
  if (members.length === 0) {
    text.replace(node.start!, node.end!, head + tail)
  } else {
    text.replace(node.start!, members[0].start!, head)
    writeMembers(members, node, text)
    text.replace(members.at(-1)!.end!, node.end!, tail)
  }
}

function writeMembers(members: TSEnumMember[], node: TSEnumDeclaration, text: CellText): void {
  const strings = new Set<string>()
  members.forEach((member, index) => {
    if (isText(member.initializer, strings)) strings.add(memberName(member))
    writeMember(member, members[index - 1], node, text, strings.has(memberName(member)))
    const next = members[index + 1]
    if (next) text.replace(member.end!, next.start!, '')
  })
}

function writeMember(
  member: TSEnumMember,
  previous: TSEnumMember | undefined,
  node: TSEnumDeclaration,
  text: CellText,
  isText: boolean,
): void {
  const { name } = node.id
  const key = JSON.stringify(memberName(member))
  const before = isText ? `${name}[${key}]=` : `${name}[${name}[${key}]=`
  const after = isText ? ';' : `]=${key};`
  const { initializer } = member
  if (initializer) {
    text.replace(member.start!, initializer.start!, before)
    text.after(initializer.end!, after)
  } else {
    text.replace(member.start!, member.end!, before + nextNumber(name, previous) + after)
  }
}

const nextNumber = (name: string, previous: TSEnumMember | undefined): string =>
  previous ? `${name}[${JSON.stringify(memberName(previous))}]+1` : '0'

/** Whether an initializer is a string, which has no way back to its name. */
function isText(initializer: Node | null | undefined, strings: ReadonlySet<string>): boolean {
  const node = initializer && unwrap(initializer)
  switch (node?.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
      return true
    case 'BinaryExpression':
      return node.operator === '+' && (isText(node.left, strings) || isText(node.right, strings))
    case 'Identifier':
      return strings.has(node.name)
    case 'MemberExpression':
      return (
        !node.computed && node.property.type === 'Identifier' && strings.has(node.property.name)
      )
    default:
      return false
  }
}
