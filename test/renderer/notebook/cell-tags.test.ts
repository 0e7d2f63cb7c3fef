import { describe, expect, test } from 'vitest'
import { createCell, createNotebook } from '../../../notebooks/document/index.ts'
import { addTags, readTags, removeTags, tagsOf } from '../../../renderer/notebook/cell-tags.ts'
import { emptyHistory, remember, undo } from '../../../renderer/notebook/edit-history.ts'

const notebook = createNotebook([createCell('code', 'a', '1'), createCell('code', 'b', '2')])
const tagsIn = (document: typeof notebook) => document.cells.map(tagsOf)

describe('tags of cells', () => {
  test('are added once, and leave nothing behind when they are removed', () => {
    const tagged = addTags(notebook, new Set(['a']), ['slow', 'slow', 'parameters'])
    expect(tagsIn(tagged)).toEqual([['slow', 'parameters'], []])
    expect(addTags(tagged, new Set(['a']), ['slow'])).toBe(tagged)
    expect(removeTags(tagged, new Set(['a', 'b']), ['slow', 'parameters'])).toEqual(notebook)
  })

  test('come and go with undo, while what was typed meanwhile stays', () => {
    const tagged = addTags(notebook, new Set(['a']), ['slow'])
    const typed = { ...tagged, cells: tagged.cells.map((cell) => ({ ...cell, source: 'x' })) }
    const step = undo(remember(emptyHistory, notebook, tagged), typed)
    expect(step && tagsIn(step.notebook)).toEqual([[], []])
    expect(step?.notebook.cells.map(({ source }) => source)).toEqual(['x', 'x'])
  })

  test('are read from a list with commas', () => {
    expect(readTags(' slow, parameters ,, slow')).toEqual(['slow', 'parameters'])
  })

  test('that a file holds in another form are none', () => {
    const cell = createCell('code', 'a', '', { tags: 'slow' as unknown as string[] })
    expect(tagsOf(cell)).toEqual([])
  })
})
