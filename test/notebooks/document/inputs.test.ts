import { expect, test } from 'vitest'
import {
  createCell,
  createNotebook,
  inputNames,
  inputValues,
  parseNotebook,
  readInputValue,
  serializeNotebook,
  withInputs,
  withParameters,
} from '../../../notebooks/document/index.ts'

const notebook = createNotebook([
  createCell('markdown', 'text', "`input.slider('x', …)`"),
  createCell('code', 'drawing', "const w = input.slider('w', { min: 1, max: 3 })"),
])

test('values of inputs live in the notebook, and survive its file', () => {
  const set = withInputs(withInputs(notebook, { w: 1 }), { w: 2, title: 'a' })
  const read = parseNotebook(serializeNotebook(set))
  expect(read.ok && inputValues(read.value)).toEqual({ w: 2, title: 'a' })
})

test('a value of a file that is written otherwise is its number, and what is no value is none', () => {
  const text = '{"inputs":{"w":2.0,"x":[1],"y":null}}'
  const read = parseNotebook(
    `{"cells":[],"metadata":{"replilab":${text}},"nbformat":4,"nbformat_minor":5}`,
  )
  expect(read.ok && inputValues(read.value)).toEqual({ w: 2 })
})

test('a parameter with the name of an input sets the input; others are declared', () => {
  expect([...inputNames(notebook)]).toEqual(['w'])
  const ready = withParameters(notebook, { w: '3', n: '5' })
  if (!ready.ok) throw new Error(ready.problem.message)
  expect(inputValues(ready.value)).toEqual({ w: 3 })
  expect(ready.value.cells[0].source).toBe('// Parameters\nconst n = 5')
})

test('a text of the command line is a number, true, false or itself', () => {
  const texts = ['3', 'true', '"3"', 'abc', '[1]', '']
  expect(texts.map(readInputValue)).toEqual([3, true, '3', 'abc', '[1]', ''])
})
