/**
 * Where a cell stands in its session. `done` has run as its author expected (an error that its `raises-exception` tag announces
 * included), `skipped` was left out by its tag, `idle` has not run since the kernel started.
 */
export type CellState = 'idle' | 'queued' | 'running' | 'done' | 'failed' | 'skipped'

/** Cell id to state. A cell that is not in it is `idle`. */
export type CellStates = ReadonlyMap<string, CellState>

export const stateOf = (states: CellStates, cell: string): CellState => states.get(cell) ?? 'idle'

export const withState = (states: CellStates, cell: string, state: CellState): CellStates =>
  new Map(states).set(cell, state)

/** Only the cells that are still there. */
export function keepStates(states: CellStates, cells: ReadonlySet<string>): CellStates {
  const kept = [...states].filter(([cell]) => cells.has(cell))
  return kept.length === states.size ? states : new Map(kept)
}
