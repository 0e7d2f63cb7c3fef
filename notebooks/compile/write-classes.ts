import type { CellText } from './cell-text.ts'
import { targetsOf } from './scope.ts'
import { type ClassBody, isTypeOnly, type Node, unwrap } from './syntax-tree.ts'
import { findToken, identifierEnd, tokenFrom } from './tokens.ts'

type ClassNode = Node & { type: 'ClassDeclaration' | 'ClassExpression' }
type Member = ClassBody['body'][number]
type Constructor = Node & { type: 'ClassMethod' }

/** Takes TypeScript's words out of a class and writes the assignments of its parameter properties. */
export function writeClass(node: ClassNode, text: CellText): void {
  eraseHeritage(node, text)
  for (const member of node.body.body) {
    if (!isTypeOnly(member)) writeMember(member, node, text)
  }
}

function writeMember(member: Member, node: ClassNode, text: CellText): void {
  if (!('key' in member)) return
  eraseModifiers(member.start!, member.key.start!, text)
  eraseMark(member, text)
  if (isConstructor(member)) assignParameters(member, node, text)
}

/** `abstract` before the class, `implements …` before its body. */
function eraseHeritage(node: ClassNode, text: CellText): void {
  eraseModifiers(node.start!, node.body.start!, text, new Set(['abstract']))
  if (!node.implements?.length) return
  const before = node.superTypeParameters ?? node.superClass ?? node.typeParameters ?? node.id
  const start = before?.end ?? identifierEnd(text.source, node.start!)
  text.erase(start, node.implements.at(-1)!.end!)
}

const modifiers = new Set([
  'public',
  'private',
  'protected',
  'readonly',
  'override',
  'abstract',
  'declare',
])

/** Erases the modifiers among the words that stand before `end`. */
function eraseModifiers(start: number, end: number, text: CellText, words = modifiers): void {
  for (let from = start; from < end; ) {
    const to = identifierEnd(text.source, from)
    if (to === from) return
    const next = tokenFrom(text.source, to)
    const word = text.source.slice(from, to)
    if (words.has(word)) text.erase(from, next)
    else if (words !== modifiers) return
    from = next
  }
}

/** `?` or `!` behind a member's name. */
function eraseMark(member: Member, text: CellText): void {
  const mark =
    'optional' in member && member.optional
      ? '?'
      : 'definite' in member && member.definite
        ? '!'
        : undefined
  if (!mark || !('key' in member)) return
  const offset = findToken(text.source, mark, member.key.end!, member.end!)
  text.erase(offset, offset + 1)
}

const isConstructor = (member: Member): member is Constructor =>
  member.type === 'ClassMethod' && member.kind === 'constructor'

/** `constructor(readonly x: number)` sets `this.x`: first of all, or right after `super(…)`. */
function assignParameters(member: Constructor, node: ClassNode, text: CellText): void {
  const code = member.params
    .filter((parameter) => parameter.type === 'TSParameterProperty')
    .flatMap(targetsOf)
    .map(({ name }) => `this.${name}=${name};`)
    .join('')
  if (!code) return
  const call = node.superClass ? member.body.body.find(isSuperCall) : undefined
  text.after(call?.end ?? member.body.directives.at(-1)?.end ?? member.body.start! + 1, `;${code}`)
}

function isSuperCall(statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement') return false
  const expression = unwrap(statement.expression)
  return expression.type === 'CallExpression' && expression.callee.type === 'Super'
}
