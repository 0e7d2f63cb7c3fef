import { type Cell, cellText } from './table-cell.ts'
import { noteLines, signOf } from './table-notes.ts'
import type { Column, ShownTable } from './table-shape.ts'

const GAP = '  '

/** A table in a monospace face: title, names, a thin rule, rows, caption. Lines have no trailing spaces. */
export function renderText({
  title,
  caption,
  columns,
  rows,
  rowsOmitted,
  notes,
}: ShownTable): string {
  const show = (cell: Cell, { unit }: Column) => oneLine(cellText(cell, unit)) + signOf(cell, notes)
  const body = rows.map((row) => columns.map((column, at) => show(row[at], column)))
  const head = columns.map(({ name }) => oneLine(name))
  const widths = columns.map((_, at) =>
    [head, ...body].reduce((widest, row) => Math.max(widest, textWidth(row[at])), 0),
  )
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => pad(text, widths[at], columns[at].align))
      .join(GAP)
      .trimEnd()
  return [
    ...(title === undefined ? [] : [title, '']),
    line(head),
    widths.map((width) => '─'.repeat(width)).join(GAP),
    ...body.map(line),
    ...(rowsOmitted > 0 ? [`… ${rowsOmitted} more rows`] : []),
    ...(caption === undefined ? [] : ['', caption]),
    ...(notes.length === 0 ? [] : ['', ...noteLines(notes)]),
  ].join('\n')
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ')

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(width - textWidth(text))
  return align === 'right' ? space + text : text + space
}

/** Cells of a monospace face that a text takes: two for East Asian wide characters and emoji, none for marks on the character before. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (!COMBINING.test(character)) width += WIDE.test(character) ? 2 : 1
  }
  return width
}

const COMBINING = /[\p{Mn}\p{Me}\p{Cf}]/u
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u
