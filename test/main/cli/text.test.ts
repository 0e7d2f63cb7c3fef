import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shellWord } from '../../../main/cli/shell-word.ts'
import {
  countText,
  cutText,
  durationText,
  firstLine,
  plainText,
  wrapped,
} from '../../../main/cli/text.ts'

test('durations have one decimal, and minutes from the first on', () => {
  expect([0, 49, 3_449, 59_940, 59_960, 125_000].map(durationText)).toEqual([
    '0.0 s',
    '0.0 s',
    '3.4 s',
    '59.9 s',
    '1 min 00.0 s',
    '2 min 05.0 s',
  ])
})

test('one is not several', () => {
  expect([0, 1, 2].map((count) => countText(count, 'cell'))).toEqual([
    '0 cells',
    '1 cell',
    '2 cells',
  ])
})

test('plain text holds no control character but tab and line end', () => {
  expect(plainText('a\u202eb\u2066c\u2069\u200f\u061cd')).toBe('abcd')
  expect(plainText('\u001b[1mbold\u001b[0m\r\n\u0007\tx\u009b')).toBe('bold\n\tx')
  fc.assert(
    fc.property(fc.uint8Array(), (units) => {
      expect(plainText(String.fromCharCode(...units))).not.toMatch(/[^\P{Cc}\t\n]/u)
    }),
    { numRuns: 50 },
  )
})

test('the first line of a cell is the first that is not empty', () => {
  expect(firstLine('\n  \n  const x = 1\ny')).toBe('const x = 1')
  expect(firstLine(' ')).toBe('')
})

test('cut text ends with an ellipsis', () => {
  expect([cutText('abcdef', 6), cutText('abcdef', 4)]).toEqual(['abcdef', 'abc…'])
  expect([cutText('日本語', 6), cutText('日本語', 5), cutText('👍👍', 3)]).toEqual([
    '日本語',
    '日本…',
    '👍…',
  ])
})

test('wrapping loses no word, and no line of several words is too long', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 30 })
  fc.assert(
    fc.property(words, fc.integer({ min: 5, max: 40 }), (text, width) => {
      const lines = wrapped(text.join(' '), width)
      expect(lines.join(' ').split(' ').filter(Boolean)).toEqual(text)
      for (const line of lines)
        if (line.includes(' ')) expect(line.length).toBeLessThanOrEqual(width)
    }),
  )
})

test('a word for the shell is quoted when it must be', () => {
  expect(['a/b-1.ipynb', 'a b', "it's", '--timeout', ''].map(shellWord)).toEqual([
    'a/b-1.ipynb',
    "'a b'",
    "'it'\\''s'",
    '--timeout',
    "''",
  ])
})
