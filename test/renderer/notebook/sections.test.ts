import { describe, expect, test } from 'vitest'
import { createCell, createNotebook } from '../../../notebooks/document/index.ts'
import {
  foldedAway,
  headingAbove,
  headingsOf,
  isFolded,
  sectionsOf,
  setFolded,
} from '../../../renderer/notebook/sections.ts'

const text = (id: string, source: string) => createCell('markdown', id, source)
const code = (id: string) => createCell('code', id)
const notebook = createNotebook([
  text('title', '# Title'),
  code('one'),
  text('part', '## Part'),
  code('two'),
  text('deeper', 'Words\n\n### Deeper'),
  code('three'),
  text('next', '## Next'),
  code('four'),
])

describe('headings', () => {
  test('are told from text and from code', () => {
    const source = '# One #\n#no\n```\n# in code\n```\n   ### Three **bold** `x`\n    # indented'
    expect(headingsOf(source)).toEqual([
      { level: 1, text: 'One' },
      { level: 3, text: 'Three bold x' },
    ])
  })

  test('have the code under them, that of lower ranks included', () => {
    expect(sectionsOf(notebook.cells).map(({ text, code }) => [text, ...code])).toEqual([
      ['Title', 'one', 'two', 'three', 'four'],
      ['Part', 'two', 'three'],
      ['Deeper', 'three'],
      ['Next', 'four'],
    ])
  })

  test('fold what stands under them, up to the next of their rank', () => {
    const folded = setFolded(notebook, 'part', true)
    expect(isFolded(folded.cells[2])).toBe(true)
    expect([...foldedAway(folded.cells)]).toEqual([
      ['two', 'part'],
      ['deeper', 'part'],
      ['three', 'part'],
    ])
    expect(setFolded(folded, 'part', false)).toEqual(notebook)
  })

  test('do not fold cells that have none', () => {
    expect(setFolded(notebook, 'one', true)).toBe(notebook)
  })

  test('stand above cells', () => {
    expect(headingAbove(notebook.cells, 'two')).toBe('part')
    expect(headingAbove(notebook.cells, 'part')).toBe('part')
    expect(headingAbove(createNotebook([code('one')]).cells, 'one')).toBeUndefined()
  })
})
