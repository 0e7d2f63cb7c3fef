import type { Cell } from '../../notebooks/document/index.ts'

/** Neighbouring cells that the browser looks at as one while they are out of sight. */
export interface CellGroup {
  readonly key: number
  readonly cells: readonly Cell[]
}

/** Cells that a group begins with, and that it may grow to. */
export const groupSize = 24
export const groupLimit = 2 * groupSize

/**
 * Parts cells into groups so that as many as possible stay in the group they were in, since one that changes its group is drawn anew; a group of which no cell
 * has changed is the same object again. A cell that moves to among those of another group takes what stands below it there along.
 */
export function groupCells(
  cells: readonly Cell[],
  before: readonly CellGroup[],
): readonly CellGroup[] {
  if (isSameOrder(cells, before)) return regroup(cells, before)
  const known = new Map(before.map((group) => [group.key, group]))
  const keys = new Map(before.flatMap(({ key, cells: own }) => own.map(({ id }) => [id, key])))
  const groups: { key: number; cells: Cell[] }[] = []
  const opened = new Set<number>()
  let fresh = Math.max(0, ...known.keys()) + 1

  function groupFor(cell: Cell): Cell[] {
    const key = keys.get(cell.id)
    const current = groups.at(-1)
    const limit = current && known.has(current.key) ? groupLimit : groupSize
    if (key !== undefined && !opened.has(key)) return open(key)
    return current && current.cells.length < limit ? current.cells : open(fresh++)
  }

  function open(key: number): Cell[] {
    opened.add(key)
    const group = { key, cells: [] }
    groups.push(group)
    return group.cells
  }

  for (const cell of cells) groupFor(cell).push(cell)
  return groups.map((group) => same(known.get(group.key), group) ?? group)
}

/** Most edits change one cell where it stands. */
function isSameOrder(cells: readonly Cell[], before: readonly CellGroup[]): boolean {
  let at = 0
  for (const group of before) {
    for (const cell of group.cells) if (cell.id !== cells[at++]?.id) return false
  }
  return at === cells.length
}

function regroup(cells: readonly Cell[], before: readonly CellGroup[]): readonly CellGroup[] {
  let first = 0
  return before.map((group) => {
    const from = first
    first += group.cells.length
    const isSame = group.cells.every((cell, at) => cell === cells[from + at])
    return isSame ? group : { key: group.key, cells: cells.slice(from, first) }
  })
}

const same = (before: CellGroup | undefined, { cells }: CellGroup): CellGroup | undefined =>
  before?.cells.length === cells.length && cells.every((cell, at) => cell === before.cells[at])
    ? before
    : undefined
