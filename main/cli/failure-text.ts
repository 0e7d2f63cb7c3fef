import { type CellFailure, errorOutput } from '../../notebooks/session/index.ts'
import type { CellRun, NotebookRun } from './run-notebook.ts'
import { countText, plainText } from './text.ts'

/** The failure of a cell for a person: what, where, and the line with a caret. */
export function failureText(run: CellRun): string {
  if (run.failure === null) return ''
  const seed =
    run.seed === null ? [] : [`seed ${run.seed.seed}, of the run in cell ${run.seed.cell}`]
  return plainText([...placed(run, run.failure), ...seed].join('\n'))
}

/** A failure without a place of its own (a time limit, a crash) has at least its cell. */
function placed(run: CellRun, failure: CellFailure): string[] {
  const { traceback } = errorOutput(failure)
  return failure.places.length > 0 ? traceback : [...traceback, `cell ${run.executionCount}`]
}

export const failedCell = ({ cells }: NotebookRun): CellRun | undefined =>
  cells.find(({ state }) => state === 'failed')

/** How far a run went: `12 cells`, or `3 of 12 cells`. */
export function extent({ cells }: NotebookRun): string {
  const ran = cells.filter(({ state }) => state === 'done' || state === 'failed').length
  const all = countText(cells.length, 'cell')
  return ran === cells.length ? all : `${ran} of ${all}`
}
