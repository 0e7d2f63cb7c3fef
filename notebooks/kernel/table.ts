import { inspect } from './inspect/inspect.ts'
import type { InspectLimits } from './limits.ts'

/**
 * The rows of an array or object as a text table, a column a property; plain values go to a column `value`.
 * Undefined for what has no rows.
 */
export function formatTable(value: unknown, limits: InspectLimits): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const rows = Object.entries(value).slice(0, limits.items)
  const columns = columnNames(rows.map(([, row]) => row)).slice(0, limits.items)
  const texts = rows.map(([key, row]) => [
    key,
    ...columns.map((column) => cellText(row, column, limits)),
  ])
  const rest = Object.keys(value).length - rows.length
  const table = align([['', ...columns], ...texts])
  return rest > 0 ? `${table}\n… ${rest} more rows` : table
}

const plainColumn = 'value'

const isRow = (row: unknown): row is object => typeof row === 'object' && row !== null

function columnNames(rows: readonly unknown[]): string[] {
  const names = new Set(rows.filter(isRow).flatMap((row) => Object.keys(row)))
  if (rows.some((row) => !isRow(row))) names.add(plainColumn)
  return [...names]
}

function cellText(row: unknown, column: string, limits: InspectLimits): string {
  if (!isRow(row)) return column === plainColumn ? inspectLine(row, limits) : ''
  const property = Object.getOwnPropertyDescriptor(row, column)
  return property ? inspectLine(property.get ? '[Getter]' : property.value, limits) : ''
}

const inspectLine = (value: unknown, limits: InspectLimits) =>
  typeof value === 'string'
    ? value.replace(/\s+/g, ' ')
    : inspect(value, { ...limits, depth: 0, columns: Number.POSITIVE_INFINITY })

/** The first row is the head; numbers stand right, all else left. */
function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const line = (row: readonly string[]) =>
    row
      .map((text, column) => pad(text, widths[column]))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n')
}

const pad = (text: string, width: number) =>
  /^-?\d[\d.eE+-]*$/.test(text) ? text.padStart(width) : text.padEnd(width)
