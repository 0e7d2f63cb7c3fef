import type { Cell, Notebook } from '../../notebooks/document/index.ts'

/**
 * What was done to the cells of a notebook, to be undone and redone. A step back brings deleted cells back with their outputs, tags and ids; cells that are
 * there before and after keep the outputs and the source that they have now: undoing a deletion must not undo a run or what was typed since.
 */
export interface EditHistory {
  readonly past: readonly Notebook[]
  readonly future: readonly Notebook[]
}

/** Steps that can be undone. */
export const historySteps = 200

export const emptyHistory: EditHistory = { past: [], future: [] }

/** @param before the notebook as it was before the edit */
export const remember = ({ past }: EditHistory, before: Notebook): EditHistory => ({
  past: [...past, before].slice(-historySteps),
  future: [],
})

export interface HistoryStep {
  readonly notebook: Notebook
  readonly history: EditHistory
}

export function undo({ past, future }: EditHistory, now: Notebook): HistoryStep | undefined {
  const before = past.at(-1)
  if (before === undefined) return undefined
  return {
    notebook: keepPresent(before, now),
    history: { past: past.slice(0, -1), future: [...future, now] },
  }
}

export function redo({ past, future }: EditHistory, now: Notebook): HistoryStep | undefined {
  const after = future.at(-1)
  if (after === undefined) return undefined
  return {
    notebook: keepPresent(after, now),
    history: { past: [...past, now], future: future.slice(0, -1) },
  }
}

/** The cells and their order of one notebook, with what is in them now where they are of one kind. */
function keepPresent(wanted: Notebook, now: Notebook): Notebook {
  const present = new Map(now.cells.map((cell) => [cell.id, cell]))
  const cells = wanted.cells.map((cell) => presentOf(cell, present.get(cell.id)))
  return { ...wanted, cells }
}

function presentOf(wanted: Cell, present: Cell | undefined): Cell {
  if (present === undefined || present.cell_type !== wanted.cell_type) return wanted
  if (present.source !== wanted.source) return wanted
  return present
}
