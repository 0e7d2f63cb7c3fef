import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maximumFrameWidth, sourceFrame } from '../../../notebooks/session/source-frame.ts'

test('a frame shows the line with its number, and a caret under the column', () => {
  expect(sourceFrame('const x = 1\nthrow x', { line: 2, column: 7 })).toEqual([
    '  2 | throw x',
    '    |       ^',
  ])
})

test('the caret stands under the column behind tabs and pairs of surrogates', () => {
  expect(sourceFrame("\t'🦊' + x", { line: 1, column: 9 })[1]).toBe('    | \t      ^')
})

test('a long line is cut around the column', () => {
  const source = `${'a'.repeat(500)}!${'b'.repeat(500)}`
  const [line, caret] = sourceFrame(source, { line: 1, column: 501 })
  expect(line[caret.indexOf('^')]).toBe('!')
  expect(line.length).toBeLessThan(maximumFrameWidth + 12)
})

test('a position outside of the source has no frame, or one at the end of its line', () => {
  expect(sourceFrame('x', { line: 9, column: 1 })).toEqual([])
  expect(sourceFrame('x', { line: 1, column: 99 })).toEqual(['  1 | x', '    |  ^'])
})

test('the caret stands under the character at the column, wherever it is in a line of plain text', () => {
  const line = fc.string({ unit: fc.constantFrom('a', ' ', 'b'), minLength: 1, maxLength: 400 })
  fc.assert(
    fc.property(line, fc.nat(), (before, seed) => {
      const column = (seed % before.length) + 1
      const source = `${before.slice(0, column - 1)}!${before.slice(column)}`
      const [shown, caret] = sourceFrame(source, { line: 1, column })
      expect(shown[caret.indexOf('^')]).toBe('!')
    }),
  )
})
