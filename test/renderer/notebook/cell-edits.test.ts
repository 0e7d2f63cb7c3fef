import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCell, createNotebook, type Notebook } from '../../../notebooks/document/index.ts'
import {
  changeTypes,
  deleteCells,
  isHidden,
  mergeCells,
  moveCells,
  pasteCells,
  rangeOf,
  setHidden,
  toHeadings,
} from '../../../renderer/notebook/cell-edits.ts'

const notebook = createNotebook([...'abcde'].map((id) => createCell('code', id, `source ${id}`)))
const idsOf = ({ cells }: Notebook) => cells.map(({ id }) => id).join('')
const random = () => 0.5

describe('edits of several cells', () => {
  test('a range is the same from either end', () => {
    expect(rangeOf(notebook.cells, 'b', 'd')).toEqual(['b', 'c', 'd'])
    expect(rangeOf(notebook.cells, 'd', 'b')).toEqual(['b', 'c', 'd'])
    expect(rangeOf(notebook.cells, 'd', 'gone')).toEqual([])
  })

  test('deletes all of them', () => {
    expect(idsOf(deleteCells(notebook, new Set('bd')))).toBe('ace')
  })

  test('moves them together, and keeps every cell', () => {
    expect(idsOf(moveCells(notebook, new Set('bd'), 0))).toBe('bdace')
    expect(idsOf(moveCells(notebook, new Set('ab'), 5))).toBe('cdeab')
    fc.assert(
      fc.property(fc.subarray([...'abcde']), fc.nat(5), (moved, index) => {
        const ids = idsOf(moveCells(notebook, new Set(moved), index))
        expect([...ids].sort().join('')).toBe('abcde')
        expect(ids).toContain(moved.join(''))
      }),
    )
  })

  test('a move to where they are changes nothing', () => {
    expect(moveCells(notebook, new Set('bc'), 1)).toBe(notebook)
    expect(moveCells(notebook, new Set('bc'), 2)).toBe(notebook)
  })

  test('copies get new ids, and cells that were cut keep theirs', () => {
    const copied = pasteCells(notebook, 1, notebook.cells.slice(0, 1), random)
    expect(copied.ids).toEqual(['80000000'])
    expect(copied.notebook.cells[1].source).toBe('source a')
    const cut = pasteCells(
      deleteCells(notebook, new Set('a')),
      0,
      notebook.cells.slice(0, 1),
      random,
    )
    expect(cut.notebook).toEqual(notebook)
  })

  test('merges them into the first', () => {
    const merged = mergeCells(notebook, ['b', 'c', 'd'])
    expect(idsOf(merged)).toBe('abe')
    expect(merged.cells[1].source).toBe('source b\nsource c\nsource d')
    expect(mergeCells(notebook, ['b'])).toBe(notebook)
  })

  test('changes the type of all, and of none that has it', () => {
    const changed = changeTypes(notebook, new Set('ab'), 'markdown')
    expect(changed.cells.map(({ cell_type }) => cell_type)).toEqual([
      'markdown',
      'markdown',
      'code',
      'code',
      'code',
    ])
    expect(changeTypes(notebook, new Set('ab'), 'code')).toBe(notebook)
  })

  test('a heading takes the place of the one that was there', () => {
    const once = toHeadings(notebook, new Set('a'), 2)
    expect(once.cells[0].source).toBe('## source a')
    expect(toHeadings(once, new Set('a'), 1).cells[0].source).toBe('# source a')
  })

  test('what is hidden is marked as Jupyter marks it, and what is shown again leaves no mark', () => {
    const hidden = setHidden(notebook, new Set('a'), 'source_hidden', true)
    expect(hidden.cells[0].metadata).toEqual({ jupyter: { source_hidden: true } })
    expect(isHidden(hidden.cells[0], 'source_hidden')).toBe(true)
    expect(setHidden(hidden, new Set('a'), 'source_hidden', false)).toEqual(notebook)
  })
})
