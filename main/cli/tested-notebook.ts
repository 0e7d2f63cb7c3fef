import { hasTag, type Notebook } from '../../notebooks/document/index.ts'
import type { CellFailure } from '../../notebooks/session/index.ts'
import { failedCell } from './failure-text.ts'
import type { CellRun, NotebookRun } from './run-notebook.ts'

/** A notebook file that is to be tested. */
export interface NotebookFile {
  readonly path: string
  readonly notebook: Notebook
}

/** A notebook that was run as a test. */
export interface TestedNotebook {
  readonly path: string
  readonly run: NotebookRun
  readonly verdict: 'passed' | 'failed' | 'interrupted'
}

/** Judges a run as a test: stricter than a run, a cell that announces an error must raise one. */
export function judge(path: string, run: NotebookRun): TestedNotebook {
  const judged = { ...run, cells: run.cells.map(requireAnnouncedError) }
  return { path, run: judged, verdict: verdictOf(judged) }
}

function verdictOf(run: NotebookRun): TestedNotebook['verdict'] {
  if (run.isInterrupted) return 'interrupted'
  return failedCell(run) ? 'failed' : 'passed'
}

function requireAnnouncedError(run: CellRun): CellRun {
  const isMissing =
    run.state === 'done' && run.failure === null && hasTag(run.cell, 'raises-exception')
  return isMissing ? { ...run, state: 'failed', failure: missingError(run) } : run
}

const missingError = ({ cell, executionCount }: CellRun): CellFailure => ({
  code: 'test/no-error',
  name: 'MissingError',
  message: 'The cell is tagged raises-exception and raised no error.',
  places: [{ cell: executionCount ?? 0, position: { line: 1, column: 1 }, source: cell.source }],
})
