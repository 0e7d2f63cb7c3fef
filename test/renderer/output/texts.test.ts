import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { piecesOf, withoutSequences } from '../../../renderer/output/ansi.ts'
import { fold } from '../../../renderer/output/fold.ts'
import { placesOf } from '../../../renderer/output/traceback.ts'

describe('a long text', () => {
  test('is folded after whole lines, and the rest is counted', () => {
    expect(fold('a\nb\nc\n', 2, 100)).toEqual({ shown: 'a\nb', linesHidden: 1 })
    expect(fold('a\nb\nc', 3, 100)).toEqual({ shown: 'a\nb\nc', linesHidden: 0 })
    expect(fold('aa\nbbb\nc', 9, 4)).toEqual({ shown: 'aa', linesHidden: 2 })
  })

  test('is cut within a line that alone is too long', () => {
    expect(fold('abcdef', 9, 4)).toEqual({ shown: 'abcd', linesHidden: 1 })
  })

  test('shows a beginning of the text, always', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n') }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (text, lines, characters) => {
          const { shown, linesHidden } = fold(text, lines, characters)
          expect(text.startsWith(shown)).toBe(true)
          expect(linesHidden === 0).toBe(shown === text)
        },
      ),
    )
  })
})

describe('the text of a terminal', () => {
  const sign = String.fromCharCode(27)

  test('keeps its colours as colours of the design', () => {
    expect(piecesOf(`a${sign}[1;31mb${sign}[0mc`)).toEqual([
      { text: 'a', colour: undefined, isBold: false },
      { text: 'b', colour: '--failed', isBold: true },
      { text: 'c', colour: undefined, isBold: false },
    ])
  })

  test('loses what moves the cursor or names the window', () => {
    expect(withoutSequences(`${sign}[2J${sign}]0;title${String.fromCharCode(7)}x${sign}[3A`)).toBe(
      'x',
    )
  })
})

describe('a traceback', () => {
  test('leads to the cell, line and column that it names, and does not say the error again', () => {
    const lines = placesOf({
      ename: 'Error',
      evalue: 'two\nlines',
      traceback: [
        'Error: two',
        'lines',
        'cell 3, line 2, column 5',
        '  2 | f()',
        'called from cell 4, line 1, column 1, 3 times',
      ],
    })
    expect(lines).toEqual([
      { text: 'cell 3, line 2, column 5', place: { executionCount: 3, line: 2, column: 5 } },
      { text: '  2 | f()' },
      {
        text: 'called from cell 4, line 1, column 1, 3 times',
        place: { executionCount: 4, line: 1, column: 1 },
      },
    ])
  })

  test('of another program is shown whole', () => {
    const lines = placesOf({ ename: 'E', evalue: 'x', traceback: ['Traceback:', 'E: x'] })
    expect(lines.map(({ text }) => text)).toEqual(['Traceback:', 'E: x'])
  })
})
