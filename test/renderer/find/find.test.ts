import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCell, createNotebook } from '../../../notebooks/document/index.ts'
import { matchesIn, maximumMatches, textsOf } from '../../../renderer/find/find-matches.ts'
import { type FindQuery, patternOf } from '../../../renderer/find/pattern.ts'
import {
  type Replacement,
  replacedCells,
  replaceOne,
  replaceTask,
  withSources,
} from '../../../renderer/find/replace.ts'
import { perform } from '../../../renderer/find/task.ts'

const everywhere = { code: true, text: true, outputs: true }
const query = (text: string, options: Partial<FindQuery> = {}): FindQuery => ({
  text,
  isRegularExpression: false,
  isWholeWord: false,
  matchesCase: false,
  ...options,
})
const shown = { output_type: 'stream' as const, name: 'stdout', text: 'shown one\nand two' }
const notebook = createNotebook([
  createCell('markdown', 'text', 'One and two'),
  { ...createCell('code', 'code', 'const one = 1\nconst oneMore = 2'), outputs: [shown] },
])

function replaceAll(replacement: Replacement) {
  const pattern = patternOf(replacement)
  if (!pattern.ok) throw new Error(pattern.problem.message)
  const cells = replacedCells(notebook.cells, everywhere)
  return withSources(notebook, cells, perform(replaceTask(cells, pattern.value, replacement)))
}

function find(wanted: FindQuery, places = everywhere) {
  const pattern = patternOf(wanted)
  if (!pattern.ok) throw new Error(pattern.problem.message)
  return matchesIn(textsOf(notebook.cells, places), pattern.value).map(({ cell, part, start }) => [
    cell,
    part,
    start,
  ])
}

describe('what is found', () => {
  test('is in code, in text and in outputs, in the order of the notebook', () => {
    expect(find(query('one'))).toEqual([
      ['text', 'source', 0],
      ['code', 'source', 6],
      ['code', 'source', 20],
      ['code', 'output', 6],
    ])
    expect(find(query('one'), { code: false, text: true, outputs: false })).toEqual([
      ['text', 'source', 0],
    ])
  })

  test('keeps to case and to whole words when asked', () => {
    expect(find(query('One', { matchesCase: true }))).toEqual([['text', 'source', 0]])
    expect(find(query('one', { isWholeWord: true }))).toHaveLength(3)
  })

  test('may be a regular expression, and is else meant as it is written', () => {
    expect(find(query('one|two', { isRegularExpression: true }))).toHaveLength(6)
    expect(find(query('one|two'))).toEqual([])
    expect(find(query('x*', { isRegularExpression: true }))).toEqual([])
  })

  test('tells a pattern that is none', () => {
    const pattern = patternOf(query('(', { isRegularExpression: true }))
    expect(pattern).toMatchObject({ ok: false, problem: { code: 'find/not-a-pattern' } })
  })

  test('is counted up to a limit', () => {
    const long = [createCell('code', 'a', 'x'.repeat(maximumMatches + 1))]
    expect(matchesIn(textsOf(long, everywhere), /x/gu)).toHaveLength(maximumMatches)
  })

  test('is any text, sign by sign', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const pattern = patternOf(query(text, { matchesCase: true }))
        expect(
          pattern.ok &&
            matchesIn(textsOf([createCell('code', 'a', text)], everywhere), pattern.value),
        ).toMatchObject([{ start: 0, end: text.length }])
      }),
    )
  })
})

describe('what is replaced', () => {
  const replacement = { ...query('one'), by: '$1' }

  test('is every match in sources, and none in outputs', () => {
    const replaced = replaceAll(replacement)
    expect(replaced.cells.map(({ source }) => source)).toEqual([
      '$1 and two',
      'const $1 = 1\nconst $1More = 2',
    ])
    expect(replaced.cells[1].outputs).toBe(notebook.cells[1].outputs)
  })

  test('may take up what brackets matched', () => {
    const swapped = { ...query('(one)(More)', { isRegularExpression: true }), by: '$2$1' }
    const { source } = replaceAll(swapped).cells[1]
    expect(source).toBe('const one = 1\nconst Moreone = 2')
  })

  test('is one match alone where that is asked', () => {
    const match = { cell: 'code', part: 'source', start: 20, end: 23, line: '' } as const
    const { source } = replaceOne(notebook, match, { ...replacement, by: 'two' }).cells[1]
    expect(source).toBe('const one = 1\nconst twoMore = 2')
  })

  test('is nothing where nothing matches', () => {
    expect(replaceAll({ ...query('none'), by: '' })).toBe(notebook)
  })

  test('is not written over what was typed meanwhile', () => {
    const [text, code] = notebook.cells
    const typed = createNotebook([{ ...text, source: 'typed' }, code])
    const sources = withSources(typed, notebook.cells, ['1', '2']).cells.map((cell) => cell.source)
    expect(sources).toEqual(['typed', '2'])
  })
})
