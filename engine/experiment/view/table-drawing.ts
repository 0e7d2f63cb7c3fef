import { TextBatch, withoutEmpty } from '../../timeline/draw/batches.ts'
import type { Drawing } from '../../timeline/draw/index.ts'
import { elide } from '../../timeline/draw/text.ts'
import type { Table } from '../../trace/table.ts'
import { cellText } from '../../trace/table-cell.ts'

const NAME_WIDTH = 160
const WIDEST = 150
const LINE_HEIGHT = 18
const MARGIN = 10
const GAP = 12
const SIZE = 11

/** A table as a picture: for places that show pictures or tables, and not both. Texts that are too long are shortened. */
export function drawTable({ columns, rows }: Table, width: number): Drawing {
  const others = Math.max(1, columns.length - 1)
  const each = Math.min(WIDEST, (width - 2 * MARGIN - NAME_WIDTH) / others)
  const heads = new TextBatch('column', { fill: 'text' }, SIZE, 'end', true)
  const names = new TextBatch('row', { fill: 'textQuiet' }, SIZE)
  const values = new TextBatch('cell', { fill: 'text' }, SIZE, 'end')
  const right = (column: number) => MARGIN + NAME_WIDTH + column * each
  columns.forEach(({ name }, at) => {
    if (at > 0) heads.add(right(at), MARGIN + 6, elide(name, each - GAP, SIZE, true), at)
  })
  rows.forEach((row, line) => {
    const y = MARGIN + 6 + (line + 1) * LINE_HEIGHT
    columns.forEach(({ unit }, at) => {
      const text = elide(cellText(row[at], unit), (at === 0 ? NAME_WIDTH : each) - GAP, SIZE)
      if (at === 0) names.add(MARGIN, y, text, line)
      else values.add(right(at), y, text, line)
    })
  })
  const height = 2 * MARGIN + (rows.length + 1) * LINE_HEIGHT
  const description = rows
    .map((row) => row.map((cell, at) => cellText(cell, columns[at].unit)).join(' '))
    .join('; ')
  return { width, height, title: '', description, batches: withoutEmpty([heads, names, values]) }
}
