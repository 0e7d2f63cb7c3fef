import type { Unit } from './format.ts'
import type { Cell } from './table-cell.ts'

export interface Column {
  readonly name: string
  /** Of numbers in it that say none themselves. */
  readonly unit?: Unit
  readonly align: 'left' | 'right'
}

export type ColumnOptions = Partial<Omit<Column, 'name'>> & { readonly name: string }

/** What renderers get: the rows that are shown, and how many there are beside them. */
export interface ShownTable {
  readonly title: string | undefined
  readonly caption: string | undefined
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly rowsOmitted: number
  /** Of the cells that are shown. */
  readonly notes: readonly string[]
}
