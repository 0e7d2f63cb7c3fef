import type { CellProblem, SourcePosition } from '../compile/index.ts'
import type { ErrorOutput } from '../document/index.ts'
import type { KernelEnd } from '../kernel/index.ts'
import { sourceFrame } from './source-frame.ts'

/** Why a cell failed. Nothing in it depends on the machine. */
export interface CellFailure {
  /** `compile/…`, `kernel/…`, `stopped/…`, `scenario/…`; `null` for an error that the cell threw itself. */
  readonly code: string | null
  readonly name: string
  readonly message: string
  /** Where, innermost first; empty when it has no place in the source (a time limit, a crash). */
  readonly places: readonly SourcePlace[]
}

/** A place in the source of a cell, as it was written when it ran. */
export interface SourcePlace {
  /** Execution count of the cell. */
  readonly cell: number
  readonly position: SourcePosition
  readonly source: string
}

/** Places of a failure that a traceback shows, innermost first. */
export const maximumPlacesShown = 8

export const failureOfProblem = (
  problem: CellProblem,
  cell: number,
  source: string,
): CellFailure => ({
  code: problem.code,
  name: problem.code === 'compile/syntax' ? 'SyntaxError' : 'CompileError',
  message: problem.message,
  places: [{ cell, position: problem.position, source }],
})

const endNames: Readonly<Record<KernelEnd['code'], string>> = {
  'kernel/closed': 'Interrupted',
  'kernel/time-limit': 'TimeLimitError',
  'kernel/memory-limit': 'MemoryLimitError',
  'kernel/crashed': 'KernelError',
  'kernel/not-started': 'KernelError',
}

export const failureOfEnd = (reason: KernelEnd): CellFailure => ({
  code: reason.code,
  name: endNames[reason.code],
  message: reason.message,
  places: [],
})

/** What nbformat stores of a failure: a traceback of plain text, one line an entry. */
export function errorOutput(failure: CellFailure): ErrorOutput {
  return {
    output_type: 'error',
    ename: failure.name,
    evalue: failure.message,
    traceback: [
      ...`${failure.name}: ${failure.message}`.split('\n'),
      ...failure.places.slice(0, maximumPlacesShown).flatMap(describePlace),
      ...describeRest(failure.places.length - maximumPlacesShown),
    ],
  }
}

function describePlace(place: SourcePlace, index: number): string[] {
  const { line, column } = place.position
  const where = `cell ${place.cell}, line ${line}, column ${column}`
  return [
    index === 0 ? where : `called from ${where}`,
    ...sourceFrame(place.source, place.position),
  ]
}

const describeRest = (count: number): string[] =>
  count > 0 ? [`and from ${count} more ${count === 1 ? 'place' : 'places'}`] : []
