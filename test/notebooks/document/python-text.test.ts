import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCodePoints } from '../../../notebooks/document/json/order.ts'
import { formatNumber, WrittenNumber } from '../../../notebooks/document/json/written-number.ts'
import { splitLines } from '../../../notebooks/document/lines.ts'
import { text } from './arbitrary.ts'

test.each([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a\n']],
  ['\n\n', ['\n', '\n']],
  ['a\r\nb\rc', ['a\r\n', 'b\r', 'c']],
  ['a\n\rb', ['a\n', '\r', 'b']],
  ['a\vb\fc\x1cd\x1de\x1ef\x1fg', ['a\v', 'b\f', 'c\x1c', 'd\x1d', 'e\x1e', 'f\x1fg']],
  ['a\x85b\u2028c\u2029d', ['a\x85', 'b\u2028', 'c\u2029', 'd']],
])('%j splits as in Python', (joined, lines) => {
  expect(splitLines(joined)).toEqual(lines)
})

test('lines joined are the text again, and none is empty', () => {
  fc.assert(
    fc.property(text, (joined) => {
      expect(splitLines(joined).join('')).toBe(joined)
      expect(splitLines(joined)).not.toContain('')
    }),
  )
})

test('order is by code point', () => {
  const codePoints = (value: string) => Array.from(value, (each) => each.codePointAt(0)!)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
      const [a, b] = [codePoints(left), codePoints(right)]
      const at = a.findIndex((point, index) => point !== b[index])
      const expected = at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1)
      expect(Math.sign(compareCodePoints(left, right))).toBe(Math.sign(expected))
    }),
  )
  expect(['😀', '～', 'é', 'a', 'B', '9', '10', ''].sort(compareCodePoints).join(' ')).toBe(
    ' 10 9 B a é ～ 😀',
  )
})

test.each([
  [0, '0'],
  [-0, '0'],
  [0.1, '0.1'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [-0.000012, '-1.2e-05'],
  [1e-10, '1e-10'],
  [1e16, '10000000000000000'],
  [1e21, '1e+21'],
  [Number.NaN, 'NaN'],
  [-Infinity, '-Infinity'],
])('the number %d is written as %s', (value, written) => {
  expect(formatNumber(value)).toBe(written)
})

test('every number is read back from what is written', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      expect(Number(formatNumber(value)) + 0).toBe(value + 0)
    }),
  )
})

test('a written number counts as its value and prints as its text', () => {
  const number = new WrittenNumber('1.50')
  expect(Number(number) + 1).toBe(2.5)
  expect(`${number}`).toBe('1.50')
  expect(JSON.stringify({ number })).toBe('{"number":1.5}')
})
