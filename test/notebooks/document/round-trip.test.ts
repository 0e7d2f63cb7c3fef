import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseNotebook, serializeNotebook } from '../../../notebooks/document/index.ts'
import { notebookModel } from './arbitrary.ts'
import { fileText, fixture, fixtureNames, parsed } from './files.ts'

const current = fixtureNames.filter((name) => name !== 'old-minor')

test.each(current)('%s.ipynb comes back byte for byte', (name) => {
  expect(serializeNotebook(parsed(fixture(name)))).toBe(fixture(name))
})

test('a notebook of version 4.2 becomes 4.5 with ids and changes in nothing else', () => {
  const written = serializeNotebook(parsed(fixture('old-minor')))
  const withoutIds = written.replace(/^ {3}"id": "[0-9a-f]{8}",\n/gm, '')
  expect(withoutIds).toBe(
    fixture('old-minor').replace('"nbformat_minor": 2', '"nbformat_minor": 5'),
  )
  expect(written.match(/"id": /g)).toHaveLength(3)
})

test('what we write reads as the notebook that it was', () => {
  fc.assert(
    fc.property(notebookModel, (notebook) => {
      expect(parsed(serializeNotebook(notebook))).toEqual(notebook)
    }),
  )
})

test('spacing between the fields of a file does not matter', () => {
  fc.assert(
    fc.property(notebookModel, fc.constantFrom('', ' ', '\r\n\t'), (notebook, space) => {
      const text = serializeNotebook(notebook)
      expect(serializeNotebook(parsed(text.replace(/\n */g, space)))).toBe(text)
    }),
  )
})

test('reading and writing once more changes nothing, for any JSON that is a notebook', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (metadata, value) => {
      const cell = { cell_type: 'code', outputs: [], source: '', metadata, value }
      const first = parseNotebook(fileText({ cells: [cell], value }))
      if (!first.ok) return
      const text = serializeNotebook(first.value)
      expect(serializeNotebook(parsed(text))).toBe(text)
    }),
  )
})

test('numbers keep the text that they were written with', () => {
  const numbers = '[1.0,1e400,-0,1E5,12345678901234567890,0.00001,1.50,-0.0,0e0,123]'
  const text = `{"nbformat":4,"nbformat_minor":5,"cells":[],"metadata":{"n":${numbers}}}`
  const written = serializeNotebook(parsed(text))
  expect(written.replaceAll(/\s/g, '')).toContain(`"n":${numbers}`)
})

test('a lone surrogate is written as an escape, which UTF-8 can hold', () => {
  const text = fileText({ metadata: { half: '\ud83d' } })
  const written = serializeNotebook(parsed(text))
  expect(written).toContain('"half": "\\ud83d"')
  expect(serializeNotebook(parsed(written))).toBe(written)
})

test('metadata that Jupyter keeps out of files is gone', () => {
  const metadata = { orig_nbformat: 3, orig_nbformat_minor: 2, signature: 'x', trusted: true }
  const cell = { cell_type: 'markdown', id: 'a', source: '', metadata }
  const notebook = parsed(fileText({ metadata, cells: [cell] }))
  expect(notebook.metadata).toEqual({ trusted: true })
  expect(notebook.cells[0].metadata).toEqual({
    orig_nbformat: 3,
    orig_nbformat_minor: 2,
    signature: 'x',
  })
})

test('a field that is undefined is not written, and what JSON cannot hold is a bug', () => {
  const notebook = parsed(fileText({}))
  expect(serializeNotebook({ ...notebook, extra: undefined })).toBe(serializeNotebook(notebook))
  expect(() => serializeNotebook({ ...notebook, extra: () => 1 })).toThrow('function')
})
