import { cellText } from './table-cell.ts'
import type { Column, ShownTable } from './table-shape.ts'

/** A table as bare HTML, all text escaped. The first column names its row. */
export function renderHtml({ title, caption, columns, rows, rowsOmitted }: ShownTable): string {
  const head = columns.map(
    ({ name, align }) => `<th scope="col"${alignment(align)}>${escapeHtml(name)}</th>`,
  )
  const body = rows.map((row) =>
    columns.map((column, at) => cellHtml(cellText(row[at], column.unit), column, at)).join(''),
  )
  const notes = [title, caption, rowsOmitted > 0 ? `${rowsOmitted} more rows` : undefined]
  const text = notes
    .filter((note) => note !== undefined)
    .map(escapeHtml)
    .join('<br>')
  return [
    '<table>',
    ...(text === '' ? [] : [`<caption>${text}</caption>`]),
    `<thead><tr>${head.join('')}</tr></thead>`,
    '<tbody>',
    ...body.map((cells) => `<tr>${cells}</tr>`),
    '</tbody>',
    '</table>',
  ].join('\n')
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
