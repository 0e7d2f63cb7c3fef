/** What one cell gives to and takes from the shared scope. */
export interface CellNames {
  readonly id: string
  readonly defines: readonly string[]
  readonly uses: readonly string[]
}

/**
 * The cells that are stale when the definitions of the `changed` cells change, and through them other cells:
 * in document order, without the changed cells themselves.
 */
export function dependentsOf(
  cells: readonly CellNames[],
  changed: ReadonlySet<string>,
): readonly string[] {
  const sources = new Map(cells.map((cell, index) => [cell.id, sourcesOf(cell, index, cells)]))
  const reached = new Set(changed)
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    for (const { id } of cells) {
      if (sources.get(id)!.some((source) => reached.has(source))) reached.add(id)
    }
  }
  return cells.map(({ id }) => id).filter((id) => reached.has(id) && !changed.has(id))
}

/** The cells that a cell takes its names from: of each name, the nearest definition above, else the first below. */
export function sourcesOf(
  cell: CellNames,
  index: number,
  cells: readonly CellNames[],
): readonly string[] {
  const above = cells.slice(0, index).reverse()
  const nearest = [...above, ...cells.slice(index + 1)]
  const found = cell.uses.map((name) => nearest.find(({ defines }) => defines.includes(name))?.id)
  return [...new Set(found.filter((id) => id !== undefined))]
}
