import { type Cell, createCell, type Notebook } from '../../../notebooks/document/index.ts'

export interface Source {
  readonly source: string
  readonly tags?: readonly string[]
  /** Default: code. */
  readonly type?: Cell['cell_type']
}

/** A notebook of cells `c1`, `c2`, …; a string is the source of a code cell. */
export const notebookOf = (...cells: (string | Source)[]): Notebook => ({
  cells: cells.map((cell, index) => cellOf(cell, `c${index + 1}`)),
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
})

function cellOf(cell: string | Source, id: string): Cell {
  const { source, tags = [], type = 'code' } = typeof cell === 'string' ? { source: cell } : cell
  return createCell(type, id, source, tags.length > 0 ? { tags: [...tags] } : {})
}
