import type { Cell, Notebook } from '../../notebooks/document/index.ts'

/** One edit of the cells, as the notebook was before and after it. */
interface Edit {
  readonly before: Notebook
  readonly after: Notebook
}

/**
 * What was done to the cells of a notebook, to be undone and redone. A step back brings deleted cells back with their outputs, tags
 * and ids, and takes back those fields of the other cells that the edit had changed; the rest stays as it is now: undoing a deletion
 * must not undo a run, or what was typed since.
 *
 * Every change to which cells there are, and to their order, is an edit here.
 */
export interface EditHistory {
  readonly past: readonly Edit[]
  readonly future: readonly Edit[]
}

/** Steps that can be undone. */
export const historySteps = 200

export const emptyHistory: EditHistory = { past: [], future: [] }

export const remember = (
  { past }: EditHistory,
  before: Notebook,
  after: Notebook,
): EditHistory => ({
  past: [...past, { before, after }].slice(-historySteps),
  future: [],
})

export interface HistoryStep {
  readonly notebook: Notebook
  readonly history: EditHistory
}

/** Gives `undefined` when there is nothing to undo. */
export function undo({ past, future }: EditHistory, now: Notebook): HistoryStep | undefined {
  const edit = past.at(-1)
  if (edit === undefined) return undefined
  const notebook = change(now, edit.after, edit.before)
  return {
    notebook,
    history: { past: past.slice(0, -1), future: [...future, { before: notebook, after: now }] },
  }
}

/** Gives `undefined` when there is nothing to redo. */
export function redo({ past, future }: EditHistory, now: Notebook): HistoryStep | undefined {
  const edit = future.at(-1)
  if (edit === undefined) return undefined
  const notebook = change(now, edit.before, edit.after)
  return {
    notebook,
    history: { past: [...past, { before: now, after: notebook }], future: future.slice(0, -1) },
  }
}

/** Does to the notebook as it is now what led from one state of it to another. */
function change(now: Notebook, from: Notebook, to: Notebook): Notebook {
  const present = byId(now)
  const old = byId(from)
  const cells = to.cells.map((cell) => changeCell(present.get(cell.id), old.get(cell.id), cell))
  return { ...now, cells }
}

const byId = ({ cells }: Notebook) => new Map(cells.map((cell) => [cell.id, cell]))

function changeCell(now: Cell | undefined, from: Cell | undefined, to: Cell): Cell {
  if (now === undefined || from === undefined) return to
  if (from === to) return now
  const names = new Set([...Object.keys(from), ...Object.keys(to)])
  const changed = [...names].filter((name) => from[name] !== to[name])
  return withFields(now, to, changed)
}

/** The cell with these fields as the other has them; a field that the other lacks goes. */
function withFields(cell: Cell, other: Cell, names: readonly string[]): Cell {
  const fields = { ...cell }
  for (const name of names) {
    if (name in other) fields[name] = other[name]
    else delete fields[name]
  }
  return fields
}
