/** Reads the few tokens that the syntax tree gives no position for. Offsets are in the source. */

const trivia = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
const identifier = /(?:[\p{ID_Continue}$\u200c\u200d]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})+/uy

/** Where the next token begins, blanks and comments passed over. */
export const tokenFrom = (source: string, offset: number): number =>
  matchEnd(trivia, source, offset)

/** Where the identifier ends that begins at the offset; the offset itself when there is none. */
export const identifierEnd = (source: string, offset: number): number =>
  matchEnd(identifier, source, offset)

function matchEnd(pattern: RegExp, source: string, offset: number): number {
  pattern.lastIndex = offset
  return pattern.test(source) ? pattern.lastIndex : offset
}

/** The first place of a one-character token in a stretch without strings; `-1` when it is not there. */
export function findToken(source: string, token: string, start: number, end: number): number {
  let offset = tokenFrom(source, start)
  while (offset < end && source[offset] !== token) {
    offset = tokenFrom(source, Math.max(offset + 1, identifierEnd(source, offset)))
  }
  return offset < end ? offset : -1
}
