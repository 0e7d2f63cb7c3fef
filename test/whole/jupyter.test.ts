import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parseNotebook, serializeNotebook } from '../../notebooks/document/index.ts'
import { notebookModel } from '../notebooks/document/arbitrary.ts'
import { fixture, fixtureNames, parsed } from '../notebooks/document/files.ts'

/** Debian's Python, where `python3-nbformat` installs. */
const python = '/usr/bin/python3'
const hasNbformat = spawnSync(python, ['-c', 'import nbformat']).status === 0

/** One Python process for all lines: what it complains about, by path. */
function complaints(lines: readonly string[], script = 'jupyter.py'): unknown[] {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const answer = execFileSync(python, [path], { input: lines.join('\n'), encoding: 'utf8' })
  const found = answer.trimEnd().split('\n')
  expect(found.pop()).toBe('done')
  return found.map((line) => JSON.parse(line))
}

/** Writes texts as files that are gone after the test; their paths. */
function written(texts: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'replilab-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return texts.map((text, index) => {
    const path = join(folder, `${index}.ipynb`)
    writeFileSync(path, text)
    return path
  })
}

function notebooksIn(folder: string): string[] {
  const path = fileURLToPath(new URL(folder, import.meta.url))
  return readdirSync(path)
    .filter((name) => name.endsWith('.ipynb'))
    .map((name) => join(path, name))
}

describe.skipIf(!hasNbformat)('Jupyter (skipped where python3-nbformat is not installed)', () => {
  test('accepts every notebook of the library and writes it again without a changed byte', () => {
    expect(complaints(notebooksIn('../../notebooks/library/'))).toEqual([])
  })

  test('accepts every fixture and writes it again without a changed byte', () => {
    expect(complaints(notebooksIn('../fixtures/notebooks/'))).toEqual([])
  })

  test('accepts every fixture as we write it', () => {
    const texts = fixtureNames.map((name) => serializeNotebook(parsed(fixture(name))))
    expect(complaints(written(texts))).toEqual([])
  })

  test('accepts what our writer makes of any notebook', () => {
    const notebooks = fc.sample(notebookModel, { numRuns: 500 })
    expect(complaints(written(notebooks.map(serializeNotebook)))).toEqual([])
  })

  test('sees a changed byte and an invalid field, so that the checks above mean something', () => {
    const spaced = fixture('empty').replace(': []', ':  []')
    const invalid = fixture('empty').replace('"metadata": {}', '"metadata": []')
    const texts = [spaced, invalid, fixture('outputs').replace('"all-kinds"', '"no id"')]
    expect(complaints(written(texts))).toHaveLength(3)
  })
})

/** Notebooks that Debian ships with the tests of `python3-nbclient` and its like. */
const shipped = notebooksUnder('/usr/lib/python3/dist-packages')

function notebooksUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ipynb'))
    .map((name) => join(folder, name))
}

describe.skipIf(!hasNbformat || shipped.length === 0)(
  "the notebooks of Jupyter's own tests (skipped where Debian's Jupyter packages are not installed)",
  () => {
    test('are upgraded and written as Jupyter does, or refused by their version', () => {
      const originals = shipped.filter((path) => {
        const result = parseNotebook(readFileSync(path, 'utf8'))
        return result.ok || result.problem.code !== 'document/version'
      })
      expect(originals).not.toEqual([])
      const texts = originals.map((path) => serializeNotebook(parsed(readFileSync(path, 'utf8'))))
      const pairs = written(texts).map((path, index) => `${originals[index]}\t${path}`)
      expect(complaints(pairs, 'jupyter-rewrite.py')).toEqual([])
    })
  },
)
