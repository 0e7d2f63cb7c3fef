import {
  type Cell,
  type CellMetadata,
  type CellType,
  changeType,
  mergeCellBelow,
  type Notebook,
  newCellId,
  type Random,
} from '../../notebooks/document/index.ts'

/** Edits of several cells at once, each one step to undo. Ids that the notebook lacks are left out. */
export type CellIds = ReadonlySet<string>

export const freshId = ({ cells }: Notebook, random: Random): string =>
  newCellId(
    cells.map(({ id }) => id),
    random,
  )

/** The ids of the cells from one to another, whichever is above; none when a cell is missing. */
export function rangeOf(cells: readonly Cell[], one: string, other: string): string[] {
  const ids = cells.map(({ id }) => id)
  const [first, last] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b)
  return first < 0 ? [] : ids.slice(first, last + 1)
}

export const deleteCells = (notebook: Notebook, ids: CellIds): Notebook => ({
  ...notebook,
  cells: notebook.cells.filter(({ id }) => !ids.has(id)),
})

/** Moves the cells, in their order, so that they stand before the cell that is at `index` now. */
export function moveCells(notebook: Notebook, ids: CellIds, index: number): Notebook {
  const moved = notebook.cells.filter(({ id }) => ids.has(id))
  const isKept = ({ id }: Cell) => !ids.has(id)
  const above = notebook.cells.slice(0, index).filter(isKept)
  const below = notebook.cells.slice(index).filter(isKept)
  const cells = [...above, ...moved, ...below]
  const isSame = cells.every((cell, at) => cell === notebook.cells[at])
  return isSame ? notebook : { ...notebook, cells }
}

/** Puts copies of cells at `index`, with their outputs and tags; an id that is taken gives way to a new one. */
export function pasteCells(
  notebook: Notebook,
  index: number,
  cells: readonly Cell[],
  random: Random,
): { readonly notebook: Notebook; readonly ids: readonly string[] } {
  const taken = new Set(notebook.cells.map(({ id }) => id))
  const pasted = cells.map((cell) => {
    const id = taken.has(cell.id) ? newCellId(taken, random) : cell.id
    taken.add(id)
    return { ...cell, id }
  })
  const all = [...notebook.cells.slice(0, index), ...pasted, ...notebook.cells.slice(index)]
  return { notebook: { ...notebook, cells: all }, ids: pasted.map(({ id }) => id) }
}

/** Joins neighbouring cells into the first of them. */
export function mergeCells(notebook: Notebook, ids: readonly string[]): Notebook {
  return ids.slice(1).reduce((merged) => mergeCellBelow(merged, ids[0]), notebook)
}

export const changeTypes = (notebook: Notebook, ids: CellIds, type: CellType): Notebook =>
  changeCells(notebook, ids, (cell) => {
    if (cell.cell_type === type) return cell
    return changeType({ ...notebook, cells: [cell] }, cell.id, type).cells[0]
  })

/** Makes the cells Markdown that begins with a heading of this level, 1 to 6. */
export function toHeadings(notebook: Notebook, ids: CellIds, level: number): Notebook {
  return changeCells(changeTypes(notebook, ids, 'markdown'), ids, (cell) => ({
    ...cell,
    source: `${'#'.repeat(level)} ${cell.source.replace(/^ {0,3}#{1,6}(\s+|$)/, '')}`,
  }))
}

/** What a cell hides: nbformat's `metadata.jupyter.source_hidden` and `outputs_hidden`. */
export type Hidden = 'source_hidden' | 'outputs_hidden'

export const isHidden = ({ metadata }: Cell, part: Hidden): boolean =>
  (metadata.jupyter as Partial<Record<Hidden, unknown>> | undefined)?.[part] === true

/** A mark that is taken away leaves nothing behind: a cell that was never hidden reads the same. */
export const setHidden = (
  notebook: Notebook,
  ids: CellIds,
  part: Hidden,
  hidden: boolean,
): Notebook =>
  changeCells(notebook, ids, (cell) => {
    if (isHidden(cell, part) === hidden) return cell
    const marks = withMark(cell.metadata.jupyter as object | undefined, part, hidden)
    const isEmpty = Object.keys(marks).length === 0
    return withMetadata(cell, 'jupyter', isEmpty ? undefined : marks)
  })

function withMark(marks: object | undefined, part: Hidden, hidden: boolean): object {
  const { [part]: _, ...rest } = { ...marks } as Record<string, unknown>
  return hidden ? { ...rest, [part]: true } : rest
}

/** A value of `undefined` takes the field away. */
export function withMetadata(cell: Cell, name: string, value: unknown): Cell {
  const { [name]: _, ...rest } = cell.metadata
  const metadata = (value === undefined ? rest : { ...rest, [name]: value }) as CellMetadata
  return { ...cell, metadata }
}

/** Changes cells; gives the same notebook when none of them became another. */
export function changeCells(
  notebook: Notebook,
  ids: CellIds,
  change: (cell: Cell) => Cell,
): Notebook {
  const cells = notebook.cells.map((cell) => (ids.has(cell.id) ? change(cell) : cell))
  const isSame = cells.every((cell, index) => cell === notebook.cells[index])
  return isSame ? notebook : { ...notebook, cells }
}
