import type { Cell, Notebook } from '../../notebooks/document/index.ts'

/** One cell as it is here and as it is there; `undefined` where a side does not have it. */
export interface CellDifference {
  readonly id: string
  readonly kind: 'changed' | 'only-mine' | 'only-theirs'
  readonly mine: string | undefined
  readonly theirs: string | undefined
}

/** The cells whose text is not the same on both sides: in my order, with those that only the others have after the cell that they stand behind there. */
export function cellDifferences(mine: Notebook, theirs: Notebook): CellDifference[] {
  const here = new Map(mine.cells.map((cell) => [cell.id, cell]))
  const there = new Map(theirs.cells.map((cell) => [cell.id, cell]))
  return mergedOrder(mine.cells, theirs.cells).flatMap((id) =>
    compare(id, here.get(id), there.get(id)),
  )
}

function compare(id: string, mine: Cell | undefined, theirs: Cell | undefined): CellDifference[] {
  if (mine?.source === theirs?.source && mine?.cell_type === theirs?.cell_type) return []
  const kind = mine === undefined ? 'only-theirs' : theirs === undefined ? 'only-mine' : 'changed'
  return [{ id, kind, mine: mine?.source, theirs: theirs?.source }]
}

function mergedOrder(mine: readonly Cell[], theirs: readonly Cell[]): string[] {
  const order = mine.map(({ id }) => id)
  for (const [index, { id }] of theirs.entries()) {
    if (order.includes(id)) continue
    const before = theirs[index - 1]?.id
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  }
  return order
}
