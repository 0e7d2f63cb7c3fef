import { type CodeCell, hasTag, type Notebook } from '../../notebooks/document/index.ts'
import {
  type CellFailure,
  type CellOutcome,
  codeCells,
  createSession,
  type Session,
} from '../../notebooks/session/index.ts'
import type { CommandHost } from './command-host.ts'
import { type ShownSeed, shownSeed } from './seed.ts'

/** A notebook that was run from its first cell on, in a kernel of its own. */
export interface NotebookRun {
  readonly notebook: Notebook
  /** One for each code cell that is not empty, in order. */
  readonly cells: readonly CellRun[]
  readonly millis: number
  readonly isInterrupted: boolean
}

export interface CellRun {
  readonly cell: CodeCell
  readonly state: CellOutcome['state'] | 'not run'
  readonly executionCount: number | null
  readonly failure: CellFailure | null
  readonly millis: number
  /** Seed of the last run that was shown up to here, by this cell or one above. */
  readonly seed: ShownSeed | null
}

export interface RunSettings {
  readonly timeLimitMillis?: number
  /** Called with the session before its first cell runs; what it returns is called when the run is over. */
  readonly onStart?: (session: Session) => () => void
  /** Stops the run when aborted. */
  readonly interrupted: AbortSignal
}

export async function runNotebook(
  notebook: Notebook,
  host: CommandHost,
  settings: RunSettings,
): Promise<NotebookRun> {
  const { timeLimitMillis, onStart, interrupted } = settings
  const session = createSession({
    notebook,
    startKernel: () => host.startKernel(),
    timeLimitMillis,
  })
  const startMillis = host.nowMillis()
  const cellMillis = timeCells(session, host)
  const onEnd = onStart?.(session)
  try {
    const outcomes = await runUnlessInterrupted(session, interrupted)
    return {
      notebook: session.notebook,
      cells: cellRuns(session.notebook, outcomes, cellMillis),
      millis: host.nowMillis() - startMillis,
      isInterrupted: interrupted.aborted,
    }
  } finally {
    onEnd?.()
    session.stop()
  }
}

async function runUnlessInterrupted(session: Session, interrupted: AbortSignal) {
  if (interrupted.aborted) return []
  const stop = () => session.stop('The run was interrupted.')
  interrupted.addEventListener('abort', stop, { once: true })
  const outcomes = await session.runAll()
  interrupted.removeEventListener('abort', stop)
  return outcomes
}

/** Wall time from the start of a cell to its end, by cell id. */
function timeCells(session: Session, host: CommandHost): ReadonlyMap<string, number> {
  const started = new Map<string, number>()
  const millis = new Map<string, number>()
  session.on('change', (change) => {
    if (change.type !== 'state') return
    if (change.state === 'running') started.set(change.cell, host.nowMillis())
    const start = started.get(change.cell)
    if (start !== undefined) millis.set(change.cell, host.nowMillis() - start)
  })
  return millis
}

/** Whether a run would give the cell to the kernel or leave it out by its tag: not the empty ones. */
export const isCounted = (cell: CodeCell): boolean => cell.source.trim() !== ''

export const isSkipped = (cell: CodeCell): boolean => hasTag(cell, 'skip-execution')

function cellRuns(
  notebook: Notebook,
  outcomes: readonly CellOutcome[],
  cellMillis: ReadonlyMap<string, number>,
): CellRun[] {
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.cell, outcome]))
  let seed: ShownSeed | null = null
  return codeCells(notebook)
    .filter(isCounted)
    .map((cell) => {
      const outcome = outcomeOf.get(cell.id) ?? notRun
      seed = shownSeed(cell) ?? seed
      return { ...outcome, cell, millis: cellMillis.get(cell.id) ?? 0, seed }
    })
}

const notRun = { state: 'not run', executionCount: null, failure: null } as const
