import type { DecodedMap } from './compiled-cell.ts'
import { type Node, type Program, walk } from './syntax-tree.ts'
import { tokenFrom } from './tokens.ts'

/**
 * V8 places `f()` at `f`, but the `(0, $.f)()` that is written for it at the second parenthesis:
 * lets that parenthesis stand for the name.
 */
export function placeCalls(program: Program, source: string, map: DecodedMap): DecodedMap {
  const calls = callsByParenthesis(program, source)
  const names = new Set(calls.values())
  const lineStarts = startsOfLines(source)
  const places = new Map<number, readonly number[]>()
  const place = (segment: readonly number[]): readonly number[] => {
    const offset = lineStarts[segment[2]] + segment[3]
    if (names.has(offset)) places.set(offset, segment)
    const name = places.get(calls.get(offset) ?? -1)
    return name ? [segment[0], ...name.slice(1)] : segment
  }
  return { ...map, mappings: map.mappings.map((line) => line.map(place)) }
}

function callsByParenthesis(program: Program, source: string): Map<number, number> {
  const calls = new Map<number, number>()
  walk(program, (node) => {
    if (node.type !== 'CallExpression' || !isPlainName(node.callee)) return
    const { end } = node.typeParameters ?? node.callee
    calls.set(tokenFrom(source, end!), node.callee.start!)
  })
  return calls
}

function isPlainName(callee: Node): boolean {
  if (callee.type === 'TSNonNullExpression') return isPlainName(callee.expression)
  return callee.type === 'Identifier'
}

function startsOfLines(source: string): number[] {
  return [0, ...Array.from(source.matchAll(/\n/g), ({ index }) => index + 1)]
}
