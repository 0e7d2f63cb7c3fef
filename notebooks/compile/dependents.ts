/** What one cell gives to and takes from the shared scope. */
export interface CellNames {
  readonly id: string
  readonly defines: readonly string[]
  readonly uses: readonly string[]
}

/** The cell that the one at `index` takes a name from: the nearest definition above, else the first below. */
export type GiverOf = (index: number, name: string) => string | undefined

/**
 * Looks through the cells once; each answer then takes time logarithmic in the definitions of the name, so that a notebook of
 * thousands of cells can ask for all its names on every key press.
 */
export function createGiverOf(cells: readonly CellNames[]): GiverOf {
  const places = placesOfNames(cells)
  return (index, name) => {
    const defining = places.get(name) ?? []
    const from = firstNotBelow(defining, index)
    const after = defining[from] === index ? from + 1 : from
    return cells[defining[from - 1] ?? defining[after]]?.id
  }
}

/** Of each name the indices of the cells that define it, ascending. */
function placesOfNames(cells: readonly CellNames[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [index, { defines }] of cells.entries()) {
    for (const name of new Set(defines)) {
      const defining = places.get(name)
      if (defining) defining.push(index)
      else places.set(name, [index])
    }
  }
  return places
}

/** Position of the first of ascending numbers that is `bound` or more. */
function firstNotBelow(numbers: readonly number[], bound: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle] < bound) low = middle + 1
    else high = middle
  }
  return low
}

/** The cells that the one at `index` takes its names from. */
export function sourcesOf(cells: readonly CellNames[], giverOf: GiverOf, index: number): string[] {
  const found = cells[index].uses.map((name) => giverOf(index, name))
  return [...new Set(found.filter((id) => id !== undefined))]
}

/**
 * The cells that are stale when the definitions of the `changed` cells change, and through them other cells:
 * in document order, without the changed cells themselves.
 */
export function dependentsOf(
  cells: readonly CellNames[],
  changed: ReadonlySet<string>,
): readonly string[] {
  const reached = new Set(changed)
  spread(reached, takersOf(cells, createGiverOf(cells)))
  return cells.map(({ id }) => id).filter((id) => reached.has(id) && !changed.has(id))
}

/** Cell id to the cells that take a name from it. */
export function takersOf(cells: readonly CellNames[], giverOf: GiverOf): Map<string, string[]> {
  const takers = new Map<string, string[]>()
  for (const [index, { id }] of cells.entries()) {
    for (const giver of sourcesOf(cells, giverOf, index)) {
      const known = takers.get(giver)
      if (known) known.push(id)
      else takers.set(giver, [id])
    }
  }
  return takers
}

/** Adds to `reached` every cell that takes from one in it, and so on. */
export function spread(reached: Set<string>, takers: ReadonlyMap<string, readonly string[]>): void {
  // A set is walked to its end, what is added on the way included.
  for (const id of reached) {
    for (const taker of takers.get(id) ?? []) reached.add(taker)
  }
}
