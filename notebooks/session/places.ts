import { type CompiledCell, createPositionFinder, readableMessage } from '../compile/index.ts'
import type { DoneMessage, KernelError } from '../kernel/index.ts'
import type { CellFailure, SourcePlace } from './cell-failure.ts'

/** What the kernel last got of each cell: cell id, which is the name in its stack frames, to what ran. */
export type RanCells = Map<string, RanCell>

export interface RanCell {
  /** Its execution count. */
  readonly number: number
  readonly source: string
  readonly compiled: CompiledCell
}

/** The failure that a cell's last message tells of, with its places in the sources; `null` when all went well. */
export function failureOfDone(done: DoneMessage, ranCells: RanCells): CellFailure | null {
  if (done.status === 'ok') return null
  const error = done.error ?? untold
  const { name, code = null } = error
  const places = framesOf(error).flatMap((frame) => placeOf(frame, ranCells))
  return { code, name, message: readableMessage(error.message), places }
}

const untold: KernelError = { name: 'Error', message: 'The kernel gave no reason.', stack: '' }

/** The stack begins with the message, which may look like anything. */
function framesOf({ name, message, stack }: KernelError): string[] {
  const head = [`${name}: ${message}`, message].find((text) => stack.startsWith(text)) ?? ''
  return stack.slice(head.length).split('\n')
}

/** `at f (cell:a1:3:5)`; none for a frame that is not of a cell, or of one that is no more. */
function placeOf(frame: string, ranCells: RanCells): SourcePlace[] {
  const [, id = '', line, column] = frame.match(/\bcell:([\w-]+):(\d+):(\d+)/) ?? []
  const ran = ranCells.get(id)
  const position = ran && createPositionFinder(ran.compiled.map)(Number(line), Number(column))
  return position ? [{ cell: ran.number, position, source: ran.source }] : []
}
