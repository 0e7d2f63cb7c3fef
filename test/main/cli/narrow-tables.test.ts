import { expect, test } from 'vitest'
import { table } from '../../../engine/index.ts'
import { narrowTables } from '../../../main/cli/narrow-tables.ts'

const wide = table(
  [
    { model: 'single-leader, any replica', 'stale reads': 0.5, note: 'what nobody reads' },
    { model: 'multi-leader', 'stale reads': 12, note: 'short' },
  ],
  { title: 'A title', caption: 'A caption that is longer than the table may be, and stays.' },
).toText()

test('a table that fits stays as it is', () => {
  expect(narrowTables(wide, 80)).toBe(wide)
})

test('a wide table is wrapped in its cells; what stands around it stays', () => {
  expect(narrowTables(wide, 36)).toBe(`A title

model           stale  note
                reads
──────────────  ─────  ──────
single-leader,  0.500  what
any replica            nobody
                       reads

multi-leader       12  short

A caption that is longer than the table may be, and stays.`)
})

test('a table of long words stays as it is', () => {
  expect(narrowTables(wide, 10)).toBe(wide)
})
