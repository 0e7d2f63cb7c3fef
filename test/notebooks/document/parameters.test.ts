import { expect, test } from 'vitest'
import {
  createCell,
  createNotebook,
  type Notebook,
  withParameters,
} from '../../../notebooks/document/index.ts'

const defaults = createCell('code', 'defaults', 'let n = 1', { tags: ['parameters'] })
const first = createCell('markdown', 'first', '# Title')
const last = createCell('code', 'last', 'n')

function injected(notebook: Notebook, values: Record<string, string>): Notebook {
  const result = withParameters(notebook, values)
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

const sourceFor = (values: Record<string, string>) =>
  injected(createNotebook(), values).cells[0].source

test('values follow the cell tagged parameters', () => {
  const notebook = injected(createNotebook([first, defaults, last]), { n: '5' })
  const cell = createCell('code', 'injected-parameters', '// Parameters\nconst n = 5', {
    tags: ['injected-parameters'],
  })
  expect(notebook.cells).toEqual([first, defaults, cell, last])
  expect(notebook.cells[3]).toBe(last)
})

test('values come first when no cell is tagged', () => {
  expect(injected(createNotebook([first]), { n: '5' }).cells[1]).toBe(first)
})

test('values that were injected before are replaced where they stand', () => {
  const once = injected(createNotebook([defaults, last]), { n: '5' })
  const twice = injected(once, { n: '6' })
  expect(twice.cells.map((cell) => cell.id)).toEqual(['defaults', 'injected-parameters', 'last'])
  expect(twice.cells[1].source).toBe('// Parameters\nconst n = 6')
})

test('the id of the injected cell avoids one that is taken', () => {
  const taken = createNotebook([createCell('code', 'injected-parameters')])
  expect(injected(taken, { n: '1' }).cells[0].id).toBe('injected-parameters-2')
})

test('no values leave the notebook', () => {
  const notebook = createNotebook([defaults])
  expect(injected(notebook, {})).toBe(notebook)
})

test.each([
  ['5', '5'],
  ['1e400', '1e400'],
  [' true ', 'true'],
  ['null', 'null'],
  ['[1, "a"]', '[1, "a"]'],
  ['{"a": {"b": 1.0}}', '{"a": {"b": 1.0}}'],
  ['"quoted"', '"quoted"'],
  ['us-east', '"us-east"'],
  ['say "hi"\n', '"say \\"hi\\"\\n"'],
  ['', '""'],
  ['10ms', '"10ms"'],
  ['NaN', '"NaN"'],
  ['process.exit()', '"process.exit()"'],
  ['{"__proto__": 1}', 'JSON.parse("{\\"__proto__\\":1}")'],
])('the value %j is written as %s', (value, literal) => {
  expect(sourceFor({ name: value })).toBe(`// Parameters\nconst name = ${literal}`)
})

test.each(['a', '$', '_1', 'größe', 'async', 'of'])('%s is a name', (name) => {
  expect(sourceFor({ [name]: '1' })).toContain(`const ${name} = 1`)
})

test.each([
  '',
  '1a',
  'a b',
  'a-b',
  'a.b',
  'class',
  'await',
  'let',
  'null',
  'eval',
  'a = 1; const b',
  'a/**/',
  ' a',
  'a, b',
  '{a}',
  '[a]',
  'a\n',
  'a //',
])('%j is refused as a name', (name) => {
  const result = withParameters(createNotebook(), { ok: '1', [name]: '1' })
  expect(result).toMatchObject({ ok: false, problem: { code: 'document/parameter-name' } })
  expect(!result.ok && result.problem.message).toContain(JSON.stringify(name))
})
