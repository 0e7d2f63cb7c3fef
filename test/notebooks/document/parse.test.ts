import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  nestingLimit,
  parseNotebook,
  serializeNotebook,
} from '../../../notebooks/document/index.ts'
import { notebookModel } from './arbitrary.ts'
import { fileText, fixture, parsed, problemOf } from './files.ts'

const stream = { output_type: 'stream', name: 'stdout', text: '' }
const code = { cell_type: 'code', id: 'a', source: '', metadata: {}, outputs: [] }
const withCell = (fields: object) => fileText({ cells: [{ ...code, ...fields }] })
const withOutput = (fields: object) => withCell({ outputs: [{ ...stream, ...fields }] })
const withMetadata = (json: string) =>
  `{"nbformat":4,"nbformat_minor":5,"cells":[],"metadata":{"x":${json}}}`

describe('text that is not JSON', () => {
  test.each(['', ' \n\t', '\ufeff'])('an empty file is said to be empty: %j', (text) => {
    expect(problemOf(text)).toEqual({
      code: 'document/empty',
      message: 'The file is empty: a notebook is one JSON object.',
    })
  })

  test('a truncated file is said to end early, with line and column', () => {
    expect(problemOf('{\n "cells": [\n  {')).toEqual({
      code: 'document/ends-early',
      message: 'The file ends early, at line 3, column 4: a notebook is one complete JSON object.',
    })
  })

  test.each(['outputs', 'text', 'numbers'])('%s.ipynb cut anywhere ends early', (name) => {
    const text = fixture(name).trimEnd()
    for (let length = 1; length < text.length; length++) {
      expect(problemOf(text.slice(0, length)).code, `cut at ${length}`).toBe('document/ends-early')
    }
  })

  test.each([
    ['# Title\n', 'line 1, column 1 stands "#" where only a value'],
    ['{\n "cells": nope}', 'line 2, column 12 stands "o" where only null'],
    ['{"a": 1,}', 'column 9 stands "}" where only a quoted key'],
    ['{"a" 1}', 'column 6 stands "1" where only :'],
    ['[1 2]', 'column 4 stands "2" where only a comma or ]'],
    ['{} {}', 'column 4 stands "{" where only the end of the file'],
    ['["a\nb"]', 'line 1, column 4 stands "\\n" where only a closing quote'],
    ['["\\x41"]', 'column 3 stands "\\\\" where only an escape'],
    ['[01]', 'column 3 stands "1"'],
    ['[.5, 1]', 'column 2 stands "."'],
    ['😀', 'column 1 stands "😀"'],
  ])('%j is refused where it stops being JSON', (text, place) => {
    const problem = problemOf(text)
    expect(problem.code).toBe('document/not-json')
    expect(problem.message).toContain(place)
  })

  test('nesting has a limit, which is named', () => {
    const nested = (depth: number) => withMetadata('['.repeat(depth) + ']'.repeat(depth))
    const own = 2
    expect(parseNotebook(nested(nestingLimit - own)).ok).toBe(true)
    expect(problemOf(nested(nestingLimit - own + 1)).message).toContain(`up to ${nestingLimit}`)
    expect(problemOf('['.repeat(1_000_000)).code).toBe('document/nesting-limit')
    expect(problemOf('{"a":'.repeat(100_000)).code).toBe('document/nesting-limit')
  })
})

describe('JSON that is not a notebook', () => {
  test.each([
    ['[]', 'the whole file is a list, and allowed is an object'],
    ['"text"', 'the whole file is "text"'],
    ['{"a": 1}', 'nbformat is missing, and allowed is a whole number from 0'],
    [fileText({ nbformat: '4' }), 'nbformat is "4"'],
    [fileText({ nbformat_minor: -1 }), 'nbformat_minor is -1'],
    [fileText({ cells: {} }), 'cells is an object, and allowed is a list'],
    [fileText({ cells: [null] }), 'cells[0] is null, and allowed is an object'],
    [fileText({ metadata: [] }), 'metadata is a list'],
    [withCell({ cell_type: 'heading' }), '"heading", and allowed is "code", "markdown", "raw"'],
    [withCell({ cell_type: undefined }), 'cells[0].cell_type is missing'],
    [withCell({ source: 5 }), 'cells[0].source is 5, and allowed is a string or a list of strings'],
    [withCell({ source: ['a', 1] }), 'cells[0].source is a list'],
    [withCell({ metadata: 'x' }), 'cells[0].metadata is "x"'],
    [withCell({ metadata: { tags: 'x' } }), 'cells[0].metadata.tags is "x"'],
    [withCell({ execution_count: 1.5 }), 'cells[0].execution_count is 1.5'],
    [withCell({ outputs: 1 }), 'cells[0].outputs is 1'],
    [withCell({ attachments: { 'a.png': 1 } }), 'cells[0].attachments["a.png"] is 1'],
    [withOutput({ output_type: 'pyout' }), 'cells[0].outputs[0].output_type is "pyout"'],
    [withOutput({ text: {} }), 'cells[0].outputs[0].text is an object'],
    [withOutput({ name: null }), 'cells[0].outputs[0].name is null'],
    [withOutput({ output_type: 'error' }), 'cells[0].outputs[0].ename is missing'],
    [withOutput({ output_type: 'display_data' }), 'cells[0].outputs[0].data is missing'],
  ])('%s is refused by the field', (text, sentence) => {
    const problem = problemOf(text)
    expect(problem.code).toBe('document/not-a-notebook')
    expect(problem.message).toContain(sentence)
  })

  test.each([2, 3, 5])('format version %i is refused by its number', (nbformat) => {
    const problem = problemOf(fileText({ nbformat }))
    expect(problem.code).toBe('document/version')
    expect(problem.message).toContain(`format version ${nbformat} where only version 4 is allowed`)
  })
})

describe('leniency', () => {
  test('missing metadata, source, outputs and counts are empty', () => {
    const text = '{"nbformat": 4, "cells": [{"cell_type": "code"}, {"cell_type": "raw"}]}'
    const [first, second] = parsed(text).cells
    expect(first).toMatchObject({ source: '', metadata: {}, outputs: [], execution_count: null })
    expect(second).toMatchObject({ source: '', metadata: {} })
  })

  test('a byte order mark and a source that is one string are read', () => {
    const text = `\ufeff${fileText({ cells: [{ ...code, source: 'a\nb' }] })}`
    expect(parsed(text).cells[0].source).toBe('a\nb')
  })

  test('the last of equal keys counts, as in Python', () => {
    expect(parsed(withMetadata('1,"x":{"y":2}')).metadata.x).toEqual({ y: 2 })
  })

  test('a later minor version keeps its number', () => {
    expect(parsed(fileText({ nbformat_minor: 9 })).nbformat_minor).toBe(9)
  })
})

describe('cell ids', () => {
  const ids = (cells: object[], minor = 5) =>
    parsed(fileText({ cells, nbformat_minor: minor })).cells.map((cell) => cell.id)

  test('missing, invalid and repeated ids are replaced by derived ones, the first of equals stays', () => {
    const cells = ['a', 'a', '', 'b c', 'x'.repeat(65), 7, undefined, 'a'].map((id) => ({
      ...code,
      id,
    }))
    const repaired = ids(cells)
    expect(repaired[0]).toBe('a')
    expect(new Set(repaired).size).toBe(cells.length)
    for (const id of repaired.slice(1)) expect(id).toMatch(/^[0-9a-f]{8}$/)
  })

  test('the same file gives the same ids, and other sources give others', () => {
    const cells = ['1', '2'].map((source) => ({ ...code, id: undefined, source }))
    expect(ids(cells)).toEqual(ids(cells))
    expect(ids(cells)[0]).not.toBe(ids([{ ...cells[0], source: '3' }])[0])
  })

  test('a derived id never takes one that a later cell has', () => {
    const [derived] = ids([{ ...code, id: undefined }])
    expect(
      ids([
        { ...code, id: undefined },
        { ...code, id: derived },
      ])[1],
    ).toBe(derived)
  })
})

describe('hostile input', () => {
  test('any string gives a result', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !parseNotebook(text).ok))
    fc.assert(fc.property(fc.json(), (text) => typeof parseNotebook(text).ok === 'boolean'))
  })

  test('a notebook with any field replaced by anything gives a result', () => {
    fc.assert(
      fc.property(notebookModel, fc.jsonValue(), fc.nat(), (notebook, value, seed) => {
        const places = JSON.stringify(notebook).match(/"(?:[^"\\]|\\.)*"|\d+|null|\[\]|\{\}/g)!
        const place = places[seed % places.length]
        const text = JSON.stringify(notebook).replace(place, () => JSON.stringify(value))
        const result = parseNotebook(text)
        if (result.ok) parsed(serializeNotebook(result.value))
      }),
    )
  })

  test('__proto__ is a key like any other, at every level', () => {
    const poison = '"__proto__": {"polluted": true, "cells": []}'
    const text = `{${poison}, "nbformat": 4, "nbformat_minor": 5, "metadata": {${poison}},
      "cells": [{${poison}, "cell_type": "code", "id": "a", "source": [], "metadata": {${poison}}, "execution_count": null,
      "outputs": [{${poison}, "output_type": "display_data", "metadata": {}, "data": {${poison}}}]}]}`
    const notebook = parsed(text)
    expect((notebook as { polluted?: boolean }).polluted).toBeUndefined()
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(serializeNotebook(notebook).match(/"__proto__"/g)).toHaveLength(6)
  })

  test('long lists and long lines are read and written', () => {
    const source = 'x'.repeat(2_000_000)
    const cells = [{ ...code, source: [source, '\\"\n'.repeat(100_000)] }]
    const text = fileText({ cells, metadata: { list: Array(300_000).fill(0) } })
    expect(serializeNotebook(parsed(text)).length).toBeGreaterThan(2_000_000)
  })
})
