import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { serializeNotebook } from '../../notebooks/document/index.ts'
import { notebookModel } from '../notebooks/document/arbitrary.ts'
import { fixture, fixtureNames, parsed } from '../notebooks/document/files.ts'

/** Debian's Python, where `python3-nbformat` installs. */
const python = '/usr/bin/python3'
const checker = fileURLToPath(new URL('jupyter.py', import.meta.url))
const hasNbformat = spawnSync(python, ['-c', 'import nbformat']).status === 0

/** One Python process for all paths: what it complains about, by path. */
function complaints(paths: readonly string[]): unknown[] {
  const answer = execFileSync(python, [checker], { input: paths.join('\n'), encoding: 'utf8' })
  const lines = answer.trimEnd().split('\n')
  expect(lines.pop()).toBe('done')
  return lines.map((line) => JSON.parse(line))
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
