import type { CellText } from './cell-text.ts'
import { type Node, type Program, walk } from './syntax-tree.ts'

/**
 * The source is read as a module and run as a script: makes it mean the same there, with the same lines.
 * A hashbang goes; `a<!--b` must not begin a comment; U+2028 and U+2029 must not end a line that no editor shows.
 */
export function fitScript(program: Program, text: CellText): void {
  const { interpreter } = program
  if (interpreter) text.erase(interpreter.start!, interpreter.end!)
  if (text.source.includes('<!--')) separateComments(program, text)
  if (/[\u2028\u2029]/.test(text.source)) replaceSeparators(program, text)
}

function separateComments(program: Program, text: CellText): void {
  walk(program, (node) => {
    if (node.type !== 'BinaryExpression' || node.operator !== '<') return
    const start = node.right.start!
    if (text.source.slice(start - 1, start + 3) === '<!--') text.before(start, ' ')
  })
}

const texts = new Set(['StringLiteral', 'TemplateElement', 'DirectiveLiteral'])

function replaceSeparators(program: Program, text: CellText): void {
  const quoted: Node[] = []
  walk(program, (node) => {
    if (texts.has(node.type)) quoted.push(node)
  })
  for (const { index, 0: character } of text.source.matchAll(/[\u2028\u2029]/g)) {
    const isQuoted = quoted.some((node) => node.start! <= index && index < node.end!)
    const escaped = `\\u${character.charCodeAt(0).toString(16)}`
    text.replace(index, index + 1, isQuoted ? escaped : '\n')
  }
}
