import { type CodeCell, hasTag } from '../../notebooks/document/index.ts'
import { type CellState, stateOf } from '../../notebooks/session/index.ts'
import type { CellFacts } from './section-state.ts'

export interface NotebookFacts extends CellFacts {
  readonly edited: ReadonlySet<string>
}

/** Whether what is shown is what a run from top to bottom would show, in a few words, and what keeps it from that. */
export function describeState(cells: readonly CodeCell[], facts: NotebookFacts): string {
  const inState = { idle: 0, queued: 0, running: 0, done: 0, failed: 0, skipped: 0 }
  let meant = 0
  for (const cell of cells) {
    if (!isMeant(cell)) continue
    meant += 1
    inState[stateOf(facts.states, cell.id)] += 1
  }
  const staleOnly = [...facts.stale].filter((id) => !facts.edited.has(id))
  const parts = [
    count(inState.failed, 'failed'),
    count(facts.edited.size, 'edited since run'),
    count(staleOnly.length, 'stale'),
    count(inState.idle, 'not run'),
  ].filter((part) => part !== '')
  if (meant === 0) return ''
  return parts.length === 0 ? 'as a clean run would give' : parts.join(', ')
}

/** Cells never change, so what was found of one holds for good: this is asked of all of them with every key. */
const known = new WeakMap<CodeCell, boolean>()

/** Whether a run from top to bottom would run it. */
function isMeant(cell: CodeCell): boolean {
  const before = known.get(cell)
  if (before !== undefined) return before
  const meant = cell.source.trim() !== '' && !hasTag(cell, 'skip-execution')
  known.set(cell, meant)
  return meant
}

const count = (number: number, word: string): string => (number > 0 ? `${number} ${word}` : '')

/** What is said when the cells that ran have come to an end. */
export function describeEnd(cells: readonly CodeCell[], { states }: CellFacts): string {
  const inState = (state: CellState) => cells.filter(({ id }) => stateOf(states, id) === state)
  const failed = inState('failed').length
  const done = inState('done').length
  const cellsOf = (number: number) => `${number} ${number === 1 ? 'cell' : 'cells'}`
  return failed > 0
    ? `The run has ended: ${cellsOf(failed)} failed, ${done} done.`
    : `The run has ended: ${cellsOf(done)} done.`
}
