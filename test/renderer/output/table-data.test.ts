import { describe, expect, test } from 'vitest'
import { TABLE_MIME_TYPE, table } from '../../../engine/index.ts'
import {
  notesOf,
  orderRows,
  readTable,
  textOfCell,
  toCsv,
} from '../../../renderer/output/table-data.ts'

const displaySymbol = Symbol.for('replilab.display')
const shown = table(
  [
    { name: 'b, "quoted"', delay: { value: 1250, unit: 'micros' } },
    { name: 'a', delay: { value: 12, unit: 'micros', note: 'few' } },
    { name: 'c', delay: undefined },
  ],
  { title: 'Delays' },
)
const bundle = (shown as never as Record<symbol, () => Record<string, unknown>>)[
  displaySymbol
].call(shown)
const read = readTable(JSON.parse(JSON.stringify(bundle[TABLE_MIME_TYPE])))!

const names = (column: number, isDescending: boolean) =>
  orderRows(read.rows, { column, isDescending }).map(([name]) => String(name)[0])

describe('a table of an output', () => {
  test('shows what its text shows', () => {
    expect(read.title).toBe('Delays')
    expect(textOfCell(read.rows[0][1], read.columns[1])).toBe('1.25 ms')
    expect(textOfCell(read.rows[2][1], read.columns[1])).toBe('–')
    expect(notesOf(read.rows)).toEqual(['few'])
  })

  test('is ordered by size, with no data last in both directions', () => {
    expect(names(1, false)).toEqual(['a', 'b', 'c'])
    expect(names(1, true)).toEqual(['b', 'a', 'c'])
    expect(names(0, true)).toEqual(['c', 'b', 'a'])
  })

  test('is copied as CSV with numbers unrounded', () => {
    expect(toCsv(read)).toBe('name,delay\r\n"b, ""quoted""",1250\r\na,12\r\nc,\r\n')
  })

  test.each([null, 3, 'x', {}, { columns: [], rows: [1] }])('is not made of %j', (content) => {
    expect(readTable(content)).toBeUndefined()
  })
})
