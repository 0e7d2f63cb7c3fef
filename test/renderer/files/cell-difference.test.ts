import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCell, createNotebook, type Notebook } from '../../../notebooks/document/index.ts'
import { cellDifferences, otherDifference } from '../../../renderer/files/cell-difference.ts'

/** Cells of one letter each, with their sources. */
const notebookOf = (cells: Readonly<Record<string, string>>): Notebook =>
  createNotebook(Object.entries(cells).map(([id, source]) => createCell('code', id, source)))

const wordsOf = (...given: Parameters<typeof cellDifferences>) =>
  cellDifferences(...given).map(({ id, words }) => `${id}: ${words}`)

describe('cells that differ between a notebook and its file', () => {
  const base = notebookOf({ a: '1', b: '1', c: '1', d: '1', e: '1', f: '1', g: '1' })
  const mine = notebookOf({ a: '1', b: '2', c: '1', d: '2', e: '2', h: 'new', g: '1' })
  const theirs = notebookOf({ a: '1', b: '1', c: '2', d: '3', f: '1', i: 'new' })

  test('are told by what became of them on either side, in my order', () => {
    expect(wordsOf(mine, theirs, base)).toEqual([
      'b: Changed here',
      'c: Changed in the file',
      'd: Changed here and in the file',
      'f: Deleted here',
      'i: Added in the file',
      'e: Changed here, deleted in the file',
      'h: Added here',
      'g: Deleted in the file',
    ])
  })

  test('are told without a beginning where that is not known', () => {
    expect(wordsOf(mine, theirs, undefined)).toEqual([
      'b: Different here and in the file',
      'c: Different here and in the file',
      'd: Different here and in the file',
      'f: Only in the file',
      'i: Only in the file',
      'e: Only here',
      'h: Only here',
      'g: Only here',
    ])
  })

  test('are none where both did the same, and it is said what differs else', () => {
    expect(cellDifferences(mine, mine, base)).toEqual([])
    const turned = { ...mine, cells: [...mine.cells].reverse() }
    expect(cellDifferences(mine, turned, base)).toEqual([])
    expect(otherDifference(mine, turned)).toMatch('another order')
    expect(otherDifference(mine, { ...mine, metadata: {} })).toMatch('metadata')
  })

  test('are those of either side whose texts are not the same, each once', () => {
    const some = fc
      .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2', '3'))
      .map(notebookOf)
    fc.assert(
      fc.property(some, some, fc.option(some, { nil: undefined }), (here, there, before) => {
        const source = (notebook: Notebook, id: string) =>
          notebook.cells.find((cell) => cell.id === id)?.source
        const ids = new Set([...here.cells, ...there.cells].map(({ id }) => id))
        const differing = [...ids].filter((id) => source(here, id) !== source(there, id))
        const found = cellDifferences(here, there, before).map(({ id }) => id)
        expect(found.sort()).toEqual(differing.sort())
      }),
    )
  })
})
