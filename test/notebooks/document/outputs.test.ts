import { expect, test } from 'vitest'
import {
  appendOutput,
  createCell,
  createNotebook,
  type DisplayOutput,
  type Output,
  replaceSource,
  serializeNotebook,
  setOutputs,
  updateDisplay,
  withDisplayId,
} from '../../../notebooks/document/index.ts'

const stream = (name: string, text: string): Output => ({ output_type: 'stream', name, text })
const display = (text: string): DisplayOutput => ({
  output_type: 'display_data',
  data: { 'text/plain': text },
  metadata: {},
})

test('text joins the stream of its name only when nothing came between', () => {
  const shown = [
    stream('stdout', 'a'),
    stream('stdout', 'b\n'),
    stream('stderr', 'c'),
    stream('stdout', 'd'),
    display('e'),
    stream('stdout', 'f'),
  ].reduce<Output[]>(appendOutput, [])
  expect(shown).toEqual([
    stream('stdout', 'ab\n'),
    stream('stderr', 'c'),
    stream('stdout', 'd'),
    display('e'),
    stream('stdout', 'f'),
  ])
})

test('appending leaves the list that it was given', () => {
  const before = [stream('stdout', 'a')]
  appendOutput(before, stream('stdout', 'b'))
  expect(before).toEqual([stream('stdout', 'a')])
})

test('an update reaches every output with the id, in all cells, after edits too', () => {
  const identified = withDisplayId(display('old'), 'bar')
  const result: Output = {
    ...withDisplayId(
      { ...display('old'), output_type: 'execute_result', execution_count: 1 },
      'bar',
    ),
  }
  let notebook = createNotebook(['a', 'b', 'c'].map((id) => createCell('code', id)))
  notebook = setOutputs(notebook, 'a', [identified, display('other')], 1)
  notebook = setOutputs(notebook, 'b', [result], 2)
  notebook = replaceSource(notebook, 'a', 'edited')
  const updated = updateDisplay(notebook, 'bar', { 'text/plain': 'new' }, { fresh: true })
  const fresh = { data: { 'text/plain': 'new' }, metadata: { fresh: true } }
  expect(updated.cells[0].outputs).toEqual([{ ...identified, ...fresh }, display('other')])
  expect(updated.cells[1].outputs).toEqual([{ ...result, ...fresh }])
  expect(updated.cells[2]).toBe(notebook.cells[2])
  expect(updateDisplay(updated, 'bar', {}).cells[0].outputs).toMatchObject([{ data: {} }, {}])
})

test('an update under an id that nothing shows leaves the notebook', () => {
  const notebook = createNotebook([createCell('code', 'a')])
  expect(updateDisplay(notebook, 'bar', {})).toBe(notebook)
})

test('display ids are not written', () => {
  const notebook = createNotebook([createCell('code', 'a')])
  const shown = (output: Output) => serializeNotebook(setOutputs(notebook, 'a', [output], 1))
  expect(shown(withDisplayId(display('x'), 'bar'))).toBe(shown(display('x')))
})
