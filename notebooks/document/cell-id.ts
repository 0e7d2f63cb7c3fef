import type { Cell } from './notebook.ts'

/** Gives numbers from 0 up to, not including, 1. */
export type Random = () => number

const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export function isCellId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value)
}

/** A new id in Jupyter's form, eight hexadecimal digits, that none of `taken` has. Throws when `random` gives only taken ones. */
export function newCellId(taken: Iterable<string>, random: Random): string {
  const used = new Set(taken)
  for (let attempt = 0; attempt < 100; attempt++) {
    const id = hexadecimal(Math.floor(random() * 2 ** 32))
    if (!used.has(id)) return id
  }
  throw new Error('The generator for cell ids repeats itself.')
}

/**
 * Gives an id to every cell that has none, an invalid one, or one that an earlier cell has. Jupyter repairs the same way, with
 * random ids; these are derived from position and content, so that reading a file twice gives the same notebook.
 */
export function repairCellIds(cells: readonly Cell[]): Cell[] {
  const kept = new Set(cells.map((cell) => cell.id))
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const isGood = isCellId(cell.id) && !seen.has(cell.id)
    const id = isGood ? cell.id : deriveCellId(`${index} ${cell.cell_type} ${cell.source}`, kept)
    seen.add(id)
    kept.add(id)
    return isGood ? cell : { ...cell, id }
  })
}

/** An id that depends on `seed` alone, unless it is taken: then on the attempt too. */
function deriveCellId(seed: string, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt++) {
    const id = hexadecimal(hash(attempt === 0 ? seed : `${seed} ${attempt}`))
    if (!taken.has(id)) return id
  }
}

/** FNV-1a, 32 bits, over UTF-16 units. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  }
  return state >>> 0
}

function hexadecimal(value: number): string {
  return value.toString(16).padStart(8, '0')
}
