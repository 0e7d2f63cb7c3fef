import { expect, test } from 'vitest'
import { elapsedText } from '../../../renderer/notebook/elapsed.ts'

test('the time that a cell has run so far is told in whole seconds, from the first on', () => {
  expect([0, 999, 1_000, 7_900, 59_999].map(elapsedText)).toEqual(['', '', '1 s', '7 s', '59 s'])
  expect([60_000, 125_400, 3_725_000].map(elapsedText)).toEqual([
    '1 min 0 s',
    '2 min 5 s',
    '62 min 5 s',
  ])
})
