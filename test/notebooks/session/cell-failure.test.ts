import { expect, test } from 'vitest'
import {
  type CellFailure,
  errorOutput,
  maximumPlacesShown,
  type SourcePlace,
} from '../../../notebooks/session/cell-failure.ts'

const source = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl'
const place = (line: number): SourcePlace => ({ cell: 1, source, position: { line, column: 1 } })
const failure = (lines: number[]): CellFailure => ({
  code: null,
  name: 'Error',
  message: 'no',
  places: lines.map(place),
})

test('a recursion is told once, with how often', () => {
  expect(errorOutput(failure([2, 2, 2, 3])).traceback).toEqual([
    'Error: no',
    'cell 1, line 2, column 1, 3 times',
    '  2 | b',
    '    | ^',
    'called from cell 1, line 3, column 1',
    '  3 | c',
    '    | ^',
  ])
})

test('of many places the innermost are shown and the others counted', () => {
  const { traceback } = errorOutput(failure([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
  expect(traceback.filter((line) => line.includes('column'))).toHaveLength(maximumPlacesShown)
  expect(traceback.at(-1)).toBe('and from 2 more places')
})

test('a message of several lines is as many lines of the traceback', () => {
  const { traceback, evalue } = errorOutput({ ...failure([]), message: 'one\ntwo' })
  expect(traceback).toEqual(['Error: one', 'two'])
  expect(evalue).toBe('one\ntwo')
})
