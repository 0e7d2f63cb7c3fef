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
  'kernel/did-not-stop': 'Interrupted',
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
  const places = foldRepeats(failure.places)
  return {
    output_type: 'error',
    ename: failure.name,
    evalue: failure.message,
    traceback: [
      ...`${failure.name}: ${failure.message}`.split('\n'),
      ...places.slice(0, maximumPlacesShown).flatMap(describePlace),
      ...describeRest(places.length - maximumPlacesShown),
    ],
  }
}

interface RepeatedPlace extends SourcePlace {
  readonly times: number
}

/** A recursion is at the same place many times in a row. */
function foldRepeats(places: readonly SourcePlace[]): RepeatedPlace[] {
  const folded: RepeatedPlace[] = []
  for (const place of places) {
    const last = folded.at(-1)
    if (last && whereOf(last) === whereOf(place))
      folded.splice(-1, 1, { ...last, times: last.times + 1 })
    else folded.push({ ...place, times: 1 })
  }
  return folded
}

const whereOf = ({ cell, position }: SourcePlace): string =>
  `cell ${cell}, line ${position.line}, column ${position.column}`

function describePlace(place: RepeatedPlace, index: number): string[] {
  const times = place.times > 1 ? `, ${place.times} times` : ''
  const where = `${index === 0 ? '' : 'called from '}${whereOf(place)}${times}`
  return [where, ...sourceFrame(place.source, place.position)]
}

const describeRest = (count: number): string[] =>
  count > 0 ? [`and from ${count} more ${count === 1 ? 'place' : 'places'}`] : []
