import type { Cell, Notebook } from '../../notebooks/document/index.ts'

/** What became of a cell on one side since both were the same; `present` and `absent` where it is not known what they were then. */
type Change = 'same' | 'changed' | 'added' | 'deleted' | 'present' | 'absent'

/** One cell as it is here and as it is there; `undefined` where a side does not have it. */
export interface CellDifference {
  readonly id: string
  /** What became of it, in words. */
  readonly words: string
  readonly mine: string | undefined
  readonly theirs: string | undefined
}

/**
 * The cells whose text or type is not the same on both sides: in my order, with those that only the others have after the cell that they stand behind there.
 * @param base what both were made from; undefined where that is not known
 */
export function cellDifferences(
  mine: Notebook,
  theirs: Notebook,
  base: Notebook | undefined,
): CellDifference[] {
  const [here, there, before] = [mine, theirs, base].map(
    (notebook) => new Map(notebook?.cells.map((cell) => [cell.id, cell])),
  )
  return mergedOrder(mine.cells, theirs.cells).flatMap((id) => {
    const [my, their] = [here.get(id), there.get(id)]
    if (isAlike(my, their)) return []
    const change = (cell: Cell | undefined) =>
      base === undefined ? presence(cell) : changeOf(before.get(id), cell)
    const words = wordsOf(change(my), change(their))
    return [{ id, words, mine: my?.source, theirs: their?.source }]
  })
}

const isAlike = (one: Cell | undefined, other: Cell | undefined): boolean =>
  one?.source === other?.source && one?.cell_type === other?.cell_type

const presence = (cell: Cell | undefined): Change => (cell === undefined ? 'absent' : 'present')

function changeOf(before: Cell | undefined, cell: Cell | undefined): Change {
  if (isAlike(before, cell)) return 'same'
  if (before === undefined) return 'added'
  return cell === undefined ? 'deleted' : 'changed'
}

function wordsOf(here: Change, there: Change): string {
  if (here === 'present' && there === 'present') return 'Different here and in the file'
  if (here === 'present') return 'Only here'
  if (there === 'present') return 'Only in the file'
  if (there === 'same') return `${capital(here)} here`
  if (here === 'same') return `${capital(there)} in the file`
  return here === there
    ? `${capital(here)} here and in the file`
    : `${capital(here)} here, ${there} in the file`
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

function mergedOrder(mine: readonly Cell[], theirs: readonly Cell[]): string[] {
  const order = mine.map(({ id }) => id)
  const known = new Set(order)
  for (const [index, { id }] of theirs.entries()) {
    if (known.has(id)) continue
    known.add(id)
    const before = theirs[index - 1]?.id
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  }
  return order
}

/** What differs where no cell's text does, in one sentence. */
export function otherDifference(mine: Notebook, theirs: Notebook): string {
  const order = ({ cells }: Notebook) => cells.map(({ id }) => id).join()
  return order(mine) === order(theirs)
    ? 'The texts of the cells are the same; only outputs, tags or other metadata differ.'
    : 'The texts of the cells are the same; they stand in another order in the file.'
}
