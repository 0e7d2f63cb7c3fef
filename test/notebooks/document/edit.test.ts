import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CellType,
  changeType,
  createCell,
  createNotebook,
  deleteCell,
  hasTag,
  insertCell,
  isCellId,
  mergeCellBelow,
  moveCell,
  newCellId,
  type Output,
  replaceSource,
  serializeNotebook,
  setOutputs,
  splitCell,
} from '../../../notebooks/document/index.ts'
import { notebookModel } from './arbitrary.ts'
import { parsed } from './files.ts'

const notebook = createNotebook([
  createCell('code', 'a', 'let a = 1\na'),
  createCell('markdown', 'b', '# B', { tags: ['intro'] }),
  createCell('raw', 'c'),
])
const printed: Output = { output_type: 'stream', name: 'stdout', text: '1\n' }
const ids = (of: typeof notebook) => of.cells.map((cell) => cell.id).join('')

test('a new notebook names the Replilab kernel and TypeScript', () => {
  expect(createNotebook()).toEqual({
    cells: [],
    metadata: {
      kernelspec: { display_name: 'Replilab', language: 'typescript', name: 'replilab' },
      language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/typescript' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  })
  expect(parsed(serializeNotebook(notebook))).toStrictEqual(notebook)
})

describe('cells come and go', () => {
  const d = createCell('code', 'd')

  test('insert, delete and move change the order and nothing else', () => {
    expect(ids(insertCell(notebook, 0, d))).toBe('dabc')
    expect(ids(insertCell(notebook, 3, d))).toBe('abcd')
    expect(ids(deleteCell(notebook, 'b'))).toBe('ac')
    expect(ids(moveCell(notebook, 'a', 2))).toBe('bca')
    expect(ids(moveCell(notebook, 'c', 0))).toBe('cab')
    expect(moveCell(notebook, 'c', 0).cells[1]).toBe(notebook.cells[0])
    expect(ids(notebook)).toBe('abc')
  })

  test('moving a cell there and back gives the same notebook', () => {
    fc.assert(
      fc.property(notebookModel, fc.nat(), fc.nat(), (before, from, to) => {
        fc.pre(before.cells.length > 0)
        const index = from % before.cells.length
        const { id } = before.cells[index]
        const moved = moveCell(before, id, to % before.cells.length)
        expect(moved.cells[to % before.cells.length].id).toBe(id)
        expect(moveCell(moved, id, index)).toEqual(before)
      }),
    )
  })

  test('an id or position that is not there, or an id that is there already, is a bug', () => {
    expect(() => deleteCell(notebook, 'x')).toThrow('no cell x')
    expect(() => insertCell(notebook, 4, d)).toThrow('between 0 and 3')
    expect(() => insertCell(notebook, 0.5, d)).toThrow(RangeError)
    expect(() => moveCell(notebook, 'a', 3)).toThrow('between 0 and 2')
    expect(() => insertCell(notebook, 0, createCell('raw', 'a'))).toThrow('one id')
    expect(() => splitCell(notebook, 'a', 1, 'b')).toThrow('one id')
  })
})

describe('a cell changes', () => {
  const shown = setOutputs(notebook, 'a', [printed], 3)

  test('outputs are set and cleared with the execution count, for code alone', () => {
    expect(shown.cells[0]).toMatchObject({ outputs: [printed], execution_count: 3 })
    expect(setOutputs(shown, 'a', [], null)).toEqual(notebook)
    expect(() => setOutputs(notebook, 'b', [], null)).toThrow('not code')
  })

  test('a new source keeps the outputs, and the other cells are shared', () => {
    const edited = replaceSource(shown, 'a', '2')
    expect(edited.cells[0]).toMatchObject({ source: '2', outputs: [printed] })
    expect(edited.cells[1]).toBe(notebook.cells[1])
  })

  test('outputs leave with the code and attachments with the text', () => {
    expect(changeType(shown, 'a', 'markdown').cells[0]).toEqual(
      createCell('markdown', 'a', 'let a = 1\na'),
    )
    const attached = { ...createCell('markdown', 'm', 'x'), attachments: { f: {} } }
    const text = createNotebook([attached])
    expect(changeType(text, 'm', 'raw').cells[0]).toEqual({ ...attached, cell_type: 'raw' })
    expect(changeType(text, 'm', 'code').cells[0]).toEqual(createCell('code', 'm', 'x'))
  })

  test('changing to the type that a cell has changes nothing', () => {
    for (const { id, cell_type } of shown.cells) {
      expect(changeType(shown, id, cell_type as CellType)).toEqual(shown)
    }
  })
})

describe('split and merge', () => {
  test('a cut at a line end takes that line end, and the outputs go below', () => {
    const shown = setOutputs(notebook, 'a', [printed], 3)
    for (const offset of [9, 10]) {
      const [upper, lower] = splitCell(shown, 'a', offset, 'low').cells
      expect(upper).toEqual(createCell('code', 'a', 'let a = 1'))
      expect(lower).toMatchObject({ id: 'low', source: 'a', outputs: [printed] })
    }
  })

  test('a cut inside a line parts it, and both parts keep the metadata', () => {
    const [, upper, lower] = splitCell(notebook, 'b', 1, 'low').cells
    expect([upper.source, lower.source]).toEqual(['#', ' B'])
    expect([upper, lower].every((cell) => hasTag(cell, 'intro'))).toBe(true)
  })

  test('merging what was split at a line end gives the source back', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2 }), fc.nat(), (lines, seed) => {
        const cut = 1 + (seed % (lines.length - 1))
        const offset = lines.slice(0, cut).join('\n').length
        const whole = createNotebook([createCell('markdown', 'a', lines.join('\n'))])
        expect(mergeCellBelow(splitCell(whole, 'a', offset, 'z'), 'a')).toEqual(whole)
      }),
    )
  })

  test('a merged cell keeps the upper type and the attachments of both', () => {
    const file = (name: string) => ({ [name]: { 'image/png': '' } })
    const both = createNotebook([
      { ...createCell('markdown', 'a', 'A'), attachments: file('one') },
      { ...createCell('raw', 'b', 'B'), attachments: file('two') },
    ])
    expect(mergeCellBelow(both, 'a').cells).toEqual([
      { ...createCell('markdown', 'a', 'A\nB'), attachments: { ...file('one'), ...file('two') } },
    ])
    expect(() => mergeCellBelow(both, 'b')).toThrow(RangeError)
  })
})

test('a new id has eight hexadecimal digits and is free', () => {
  const draws = [0, 0, 0.5]
  const random = () => draws.shift()!
  expect(newCellId([], random)).toBe('00000000')
  expect(newCellId(['00000000'], random)).toBe('80000000')
  expect(() => newCellId(['00000000'], () => 0)).toThrow('repeats')
  expect(isCellId('a-Z_9')).toBe(true)
})

test('a tag is found by its whole name', () => {
  expect(notebook.cells.map((cell) => hasTag(cell, 'intro'))).toEqual([false, true, false])
  expect(hasTag(notebook.cells[1], 'int')).toBe(false)
})
