import { type Cell, cellText } from './table-cell.ts'
import { noteLines, signOf } from './table-notes.ts'
import type { Column, ShownTable } from './table-shape.ts'

/** A table as bare HTML, all text escaped. The first column names its row. */
export function renderHtml({
  title,
  caption,
  columns,
  rows,
  rowsOmitted,
  notes,
}: ShownTable): string {
  const show = (cell: Cell, { unit }: Column) => cellText(cell, unit) + signOf(cell, notes)
  const head = columns.map(
    ({ name, align }) => `<th scope="col"${alignment(align)}>${escapeHtml(name)}</th>`,
  )
  const body = rows.map((row) =>
    columns.map((column, at) => cellHtml(show(row[at], column), column, at)).join(''),
  )
  const above = [title, caption, rowsOmitted > 0 ? `${rowsOmitted} more rows` : undefined]
  const text = above
    .filter((line) => line !== undefined)
    .map(escapeHtml)
    .join('<br>')
  return [
    '<table>',
    ...(text === '' ? [] : [`<caption>${text}</caption>`]),
    `<thead><tr>${head.join('')}</tr></thead>`,
    '<tbody>',
    ...body.map((cells) => `<tr>${cells}</tr>`),
    '</tbody>',
    ...footer(noteLines(notes), columns.length),
    '</table>',
  ].join('\n')
}

function footer(lines: readonly string[], columns: number): string[] {
  if (lines.length === 0) return []
  const rows = lines.map((line) => `<tr><td colspan="${columns}">${escapeHtml(line)}</td></tr>`)
  return [`<tfoot>${rows.join('')}</tfoot>`]
}

function cellHtml(text: string, { align }: Column, at: number): string {
  const content = escapeHtml(text)
  return at === 0
    ? `<th scope="row"${alignment(align)}>${content}</th>`
    : `<td${alignment(align)}>${content}</td>`
}

/** An attribute and not a style: pages that show notebooks strip styles and keep this. */
const alignment = (align: Column['align']): string => (align === 'right' ? ' align="right"' : '')

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character])
