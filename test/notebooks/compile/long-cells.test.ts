import { expect, test } from 'vitest'
import { compileCell, maximumSourceCharacters } from '../../../notebooks/compile/compile-cell.ts'

const compiled = (source: string) => compileCell(source, { cell: 'c', known: new Set() })

test('a cell that is too long is refused at once, with its length and the limit', () => {
  const result = compiled('//\n'.repeat(1_000_000))
  expect(result).toEqual({
    ok: false,
    problem: {
      code: 'compile/too-long',
      message: 'line 1: the cell has 3000000 characters where up to 250000 are allowed',
      position: { line: 1, column: 1 },
    },
  })
})

test('an array of as many items as a cell has room for is compiled', () => {
  const source = `[${'1,'.repeat(maximumSourceCharacters / 2 - 1)}]`
  expect(compiled(source)).toMatchObject({ ok: true })
})
