import { type Cell, cellText } from '../../engine/index.ts'

/** A table as its output holds it: rows of values under columns. */
export interface TableData {
  readonly title: string | undefined
  readonly caption: string | undefined
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  /** Rows that the output left out. */
  readonly rowsOmitted: number
}

export interface TableColumn {
  readonly name: string
  readonly unit: string | undefined
  readonly isRight: boolean
}

export type TableRow = readonly Cell[]

export interface TableOrder {
  readonly column: number
  readonly isDescending: boolean
}

/** Checked field by field, since files come from anywhere; undefined for what is no table. */
export function readTable(content: unknown): TableData | undefined {
  const { title, caption, columns, rows, rowsOmitted } = fieldsOf(content)
  if (!Array.isArray(columns) || !Array.isArray(rows) || !rows.every(Array.isArray))
    return undefined
  return {
    title: textOf(title),
    caption: textOf(caption),
    columns: columns.map(readColumn),
    rows: rows.map((row: unknown[]) => columns.map((_, at) => readCell(row[at]))),
    rowsOmitted: Number(rowsOmitted) || 0,
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

function readColumn(column: unknown): TableColumn {
  const { name, unit, align } = fieldsOf(column)
  return { name: String(name ?? ''), unit: textOf(unit), isRight: align === 'right' }
}

function readCell(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  const number = numberOf(value)
  if (number !== undefined) return number
  const { value: quantity, unit, halfWidth, note } = fieldsOf(value)
  const measured = numberOf(quantity)
  if (measured === undefined || typeof unit !== 'string') return undefined
  return { value: measured, unit, halfWidth: numberOf(halfWidth), note: textOf(note) }
}

/** Numbers of files that JavaScript would write otherwise are objects that count as the number. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'object' && value !== null ? value.valueOf() : value
  return typeof number === 'number' ? number : undefined
}

/** What a cell is ordered by. */
function keyOf(cell: Cell): string | number | undefined {
  if (typeof cell === 'object') return cell.value
  return typeof cell === 'boolean' ? Number(cell) : cell
}

/** Numbers by size and before texts, texts as people order them, no data last in either direction; what is equal keeps its order. */
export function orderRows(rows: readonly TableRow[], order: TableOrder | undefined): TableRow[] {
  if (!order) return [...rows]
  const sign = order.isDescending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [one, other] = [keyOf(a[order.column]), keyOf(b[order.column])]
    if (one === undefined || other === undefined) {
      return Number(one === undefined) - Number(other === undefined)
    }
    return sign * compareKeys(one, other)
  })
}

const collator = new Intl.Collator('en', { numeric: true })

function compareKeys(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (typeof one === 'number') return -1
  return typeof other === 'number' ? 1 : collator.compare(one, other)
}

/** The notes of the cells, each once; a cell's sign is the place of its note here. */
export const notesOf = (rows: readonly TableRow[]): string[] => [
  ...new Set(rows.flat().flatMap((cell) => noteOf(cell) ?? [])),
]

const noteOf = (cell: Cell): string | undefined =>
  typeof cell === 'object' ? cell.note : undefined

/** Number of the cell's note, from 1; undefined for a cell without one. */
export function noteNumber(cell: Cell, notes: readonly string[]): number | undefined {
  const note = noteOf(cell)
  return note === undefined ? undefined : notes.indexOf(note) + 1
}

export const textOfCell = (cell: Cell, { unit }: TableColumn): string => cellText(cell, unit)

/** As RFC 4180 has it; numbers unrounded, in the unit that the heading names. */
export function toCsv({ columns, rows }: Pick<TableData, 'columns' | 'rows'>): string {
  const head = columns.map(({ name, unit }) => (unit === undefined ? name : `${name} (${unit})`))
  return [head, ...rows.map((row) => row.map((cell) => String(keyOfCsv(cell))))]
    .map((line) => `${line.map(csvField).join(',')}\r\n`)
    .join('')
}

const keyOfCsv = (cell: Cell) => (typeof cell === 'boolean' ? cell : (keyOf(cell) ?? ''))

const csvField = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
