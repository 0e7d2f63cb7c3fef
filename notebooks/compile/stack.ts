import type { PositionFinder } from './positions.ts'

/** Names the source in V8's stack traces: compiled code is evaluated under this file name. */
export const cellFileName = (cell: string): string => `cell:${cell}`

const cellPlace = /cell:([A-Za-z0-9_-]{1,64}):(\d+):(\d+)/
const frame = /^\s+at /
/** The shared scope's parameter, where V8 takes it for a part of a name. */
const sharedScope = /\(0 , \$\d*\.([^\s().]+)\)|(?<![\w$.])\$\d*\.(?=[\p{ID_Start}_$])/gu

/** A message of the engine's, with names as the source has them: `(0 , $.f) is not a function` is about `f`. */
export const readableMessage = (message: string): string => message.replace(sharedScope, '$1')

/**
 * Rewrites a V8 stack for a reader: frames of cells get their place in the source (`cell a1, line 3, column 5`),
 * frames of the kernel and its libraries go. `find` gives a cell's finder, or nothing for a cell that is no more.
 */
export function mapStack(
  stack: string,
  find: (cell: string) => PositionFinder | undefined,
): string {
  const lines = stack.split('\n')
  const firstFrame = lines.findIndex((line) => frame.test(line))
  if (firstFrame < 0) return readableMessage(stack)
  const message = readableMessage(lines.slice(0, firstFrame).join('\n'))
  const frames = lines.slice(firstFrame).flatMap((line) => mapFrame(line, find))
  return [message, ...frames].join('\n')
}

/** JavaScript's own functions have no place (`at Array.map (<anonymous>)`): they stay, between the cell's frames. */
function mapFrame(line: string, find: (cell: string) => PositionFinder | undefined): string[] {
  const place = line.match(cellPlace)
  if (!place) return line.endsWith('(<anonymous>)') ? [readableMessage(line)] : []
  const [written, cell, row, column] = place
  const position = find(cell)?.(Number(row), Number(column))
  const readable = position
    ? `cell ${cell}, line ${position.line}, column ${position.column}`
    : `cell ${cell}`
  return [readableMessage(line.replace(written, readable))]
}
