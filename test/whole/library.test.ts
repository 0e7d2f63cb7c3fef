import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { parseNotebook } from '../../notebooks/document/index.ts'
import { typeErrors } from '../tools/type-errors.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const library = join(root, 'notebooks/library')
const launcher = join(root, 'main/cli/launch.mjs')
const notebooks = readdirSync(library).filter((name) => name.endsWith('.ipynb'))
const folder = mkdtempSync(join(tmpdir(), 'replilab-library-'))

afterAll(() => rmSync(folder, { recursive: true }))

const replilab = (...args: readonly string[]) =>
  spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8' })

test('the library has its first notebook', () => {
  expect(notebooks).toContain('01-models-compared.ipynb')
})

describe.each(notebooks)('%s', (name) => {
  const path = join(library, name)

  test('runs to its end, assertions included, and gives the bytes that are committed', () => {
    const out = join(folder, name)
    const { status, stderr } = replilab('run', path, '-o', out)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(readFileSync(out, 'utf8') === readFileSync(path, 'utf8')).toBe(true)
  })

  test('has no type error, from cell to cell', () => {
    const parsed = parseNotebook(readFileSync(path, 'utf8'))
    if (!parsed.ok) throw new Error(parsed.problem.message)
    expect(typeErrors(parsed.value)).toEqual([])
  })

  test('ends with assertions: it is a test, not a show', () => {
    const parsed = parseNotebook(readFileSync(path, 'utf8'))
    if (!parsed.ok) throw new Error(parsed.problem.message)
    const code = parsed.value.cells.filter(({ cell_type }) => cell_type === 'code')
    expect(code.some(({ source }) => source.includes('expect('))).toBe(true)
  })
})

test('a cell with a type error would be seen', () => {
  const parsed = parseNotebook(readFileSync(join(library, notebooks[0]), 'utf8'))
  if (!parsed.ok) throw new Error(parsed.problem.message)
  const { value } = parsed
  const code = value.cells.findIndex(({ cell_type }) => cell_type === 'code')
  const broken = value.cells.map((cell, index) =>
    index === code ? { ...cell, source: `${cell.source}\nconst wrong: string = 7` } : cell,
  )
  expect(typeErrors({ ...value, cells: broken })).toEqual([
    `cell ${code + 1}: Type 'number' is not assignable to type 'string'.`,
  ])
})
