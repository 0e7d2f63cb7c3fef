import { type CellState, type CellStates, stateOf } from '../../notebooks/session/index.ts'

/** What is known of the cells of a notebook. */
export interface CellFacts {
  readonly states: CellStates
  readonly stale: ReadonlySet<string>
}

export type SectionState = 'running' | 'queued' | 'failed' | 'stale' | 'done'

/** What is most worth telling of several cells; `undefined` when none has run. */
export function sectionState(
  cells: readonly string[],
  { states, stale }: CellFacts,
): SectionState | undefined {
  const has = (state: CellState) => cells.some((id) => stateOf(states, id) === state)
  if (has('running')) return 'running'
  if (has('queued')) return 'queued'
  if (has('failed')) return 'failed'
  if (cells.some((id) => stale.has(id))) return 'stale'
  return has('done') ? 'done' : undefined
}
