import { type Cell, isNumeric, toCell } from './table-cell.ts'
import { renderHtml } from './table-html.ts'
import { notesOf } from './table-notes.ts'
import type { Column, ColumnOptions, ShownTable } from './table-shape.ts'
import { renderText } from './table-text.ts'

export interface TableOptions {
  readonly title?: string
  readonly caption?: string
  /** Rows that are shown; the others are counted. Default 200. */
  readonly shownRows?: number
}

export const DEFAULT_SHOWN_ROWS = 200

/** MIME type of a table as data; numbers stand in it unrounded, `null` for no data. */
export const TABLE_MIME_TYPE = 'application/vnd.replilab.table+json'

/** A value that says itself how it is shown has a method of this name, which returns a MIME bundle. */
export const displaySymbol: unique symbol = Symbol.for('replilab.display') as never

/** Rows of values under named columns; shows itself as text, HTML and data. */
export class Table {
  readonly title: string | undefined
  readonly caption: string | undefined
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  private readonly shownRows: number

  /** @param columns numbers align right unless said otherwise, all else left */
  constructor(
    columns: readonly (string | ColumnOptions)[],
    rows: readonly (readonly Cell[])[],
    { title, caption, shownRows = DEFAULT_SHOWN_ROWS }: TableOptions = {},
  ) {
    this.title = title
    this.caption = caption
    this.rows = rows
    this.shownRows = shownRows
    this.columns = columns.map((column, at) => {
      const options = typeof column === 'string' ? { name: column } : column
      return { ...options, align: options.align ?? alignmentOf(rows.map((row) => row[at])) }
    })
  }

  toText(): string {
    return renderText(this.shown())
  }

  toHtml(): string {
    return renderHtml(this.shown())
  }

  toString(): string {
    return this.toText()
  }

  [displaySymbol](): Record<string, unknown> {
    return {
      'text/plain': this.toText(),
      'text/html': this.toHtml(),
      [TABLE_MIME_TYPE]: toData(this.shown()),
    }
  }

  private shown(): ShownTable {
    const { title, caption, columns } = this
    const rows = this.rows.slice(0, this.shownRows)
    const rowsOmitted = this.rows.length - rows.length
    return { title, caption, columns, rows, rowsOmitted, notes: notesOf(rows) }
  }
}

function alignmentOf(cells: readonly Cell[]): Column['align'] {
  const present = cells.filter((cell) => cell !== undefined)
  return present.length > 0 && present.every(isNumeric) ? 'right' : 'left'
}

function toData({ title, caption, columns, rows, rowsOmitted }: ShownTable): unknown {
  return {
    ...(title === undefined ? {} : { title }),
    ...(caption === undefined ? {} : { caption }),
    columns,
    rows: rows.map((row) => columns.map((_, at) => row[at] ?? null)),
    rowsOmitted,
  }
}

export interface RowTableOptions extends TableOptions {
  /** Which properties are shown, in this order, and how. Default: all, in order of first appearance. */
  readonly columns?: readonly (string | ColumnOptions)[]
}

/** A table of plain rows: each property is a column. A number with a unit is `{ value: 1250, unit: 'micros' }`. */
export function table(
  rows: readonly Readonly<Record<string, unknown>>[],
  options: RowTableOptions = {},
): Table {
  const columns = options.columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const names = columns.map((column) => (typeof column === 'string' ? column : column.name))
  return new Table(
    columns,
    rows.map((row) => names.map((name) => toCell(row[name]))),
    options,
  )
}
