import { chmod, lstat, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseNotebook } from '../../../notebooks/document/index.ts'
import {
  createSink,
  createWorkplace,
  notebookText,
  showRun,
  type Workplace,
} from './cli-in-process.ts'

let place: Workplace
beforeEach(async () => {
  place = await createWorkplace()
})
afterEach(() => place.remove())

describe('replilab run', () => {
  test('writes outputs in place and says so in one line', async () => {
    const path = await place.write('a.ipynb', notebookText('const x = 20', 'x + 1'))
    const { code, out, error } = await place.run('run', path)
    expect([code, error]).toEqual([0, ''])
    expect(out).toMatch(/^passed a\.ipynb {2}2 cells, \d+\.\d s\n$/)
    expect(await place.read('a.ipynb')).toContain('"21"')
  })

  test('with -o writes there, leaves the notebook alone, and gives the same bytes twice', async () => {
    const text = notebookText('console.log("once")', '({ a: 1 })')
    const path = await place.write('a.ipynb', text)
    const { out } = await place.run('run', path, '-o', place.path('one.ipynb'))
    await place.run('run', path, '-o', place.path('two.ipynb'))
    expect(out).toContain(', written to one.ipynb\n')
    expect(await place.read('a.ipynb')).toBe(text)
    expect(await place.read('one.ipynb')).toBe(await place.read('two.ipynb'))
    expect(await readdir(place.folder)).toEqual(['a.ipynb', 'one.ipynb', 'two.ipynb'])
  })

  test('with -o - writes the notebook to standard output and the summary beside it', async () => {
    const path = await place.write('a.ipynb', notebookText('6 * 7'))
    const { out, error } = await place.run('run', path, '-o', '-')
    expect(parseNotebook(out).ok).toBe(true)
    expect(out).toContain('"42"')
    expect(error).toMatch(/^passed a\.ipynb {2}1 cell, /)
  })

  test('writes what there is when a cell failed, and shows the line of the error', async () => {
    const path = await place.write('a.ipynb', notebookText('1', 'const y = 2\ny.boom()', '3'))
    const { code, out, error } = await place.run('run', path)
    expect(code).toBe(1)
    expect(out).toContain('failed a.ipynb  2 of 3 cells')
    expect(error).toContain('TypeError: y.boom is not a function\ncell 2, line 2, column')
    expect(error).toContain('  2 | y.boom()\n')
    expect(await place.read('a.ipynb')).toContain('"ename": "TypeError"')
  })

  test('tells the seed of the run that a failing cell shows', async () => {
    const path = await place.write('a.ipynb', notebookText(`${showRun(7)}\nthrow new Error('no')`))
    expect((await place.run('run', path)).error).toMatch(/\nseed 7, of the run in cell 1\n$/)
  })

  test('sets parameters, also several', async () => {
    const cell = { source: 'const n = 1, s = "a"', tags: ['parameters'] }
    const path = await place.write('a.ipynb', notebookText(cell, 'n + s'))
    const { code } = await place.run('run', path, '-p', 'n=41', '--parameter', 's=b=c')
    expect(code).toBe(0)
    expect(await place.read('a.ipynb')).toContain("'41b=c'")
  })

  test('refuses a parameter that has no name of a variable', async () => {
    const path = await place.write('a.ipynb', notebookText('1'))
    const { code, error } = await place.run('run', path, '-p', '1x=2')
    expect(code).toBe(4)
    expect(error).toMatch(/^replilab: The parameter name "1x" [^\n]+\n$/)
  })

  test('with --show prints the text of the outputs, and nothing that steers the terminal', async () => {
    const path = await place.write(
      'a.ipynb',
      notebookText('console.log("\\u001b[31mred\\u001b[2J\\u0007")', '"shown"'),
    )
    const { out } = await place.run('run', path, '--show')
    expect(out).toMatch(/^red\n'shown'\npassed/)
  })

  test('goes on after an announced error and leaves out skipped cells', async () => {
    const announced = { source: 'nowhere()', tags: ['raises-exception'] }
    const skipped = { source: 'nowhere()', tags: ['skip-execution'] }
    const path = await place.write('a.ipynb', notebookText(announced, skipped, '1'))
    const { code, out } = await place.run('run', path)
    expect(code).toBe(0)
    expect(out).toContain('2 of 3 cells')
  })

  test('stops a cell at its time limit', async () => {
    const path = await place.write('a.ipynb', notebookText('for (;;) {}', '2'))
    const { code, error } = await place.run('run', path, '--timeout', '0.05')
    expect(code).toBe(1)
    expect(error).toContain('time limit of 0.05 s')
    expect(error).toContain('cell 1')
  })
})

describe('files', () => {
  test('keep their mode, and a link stays a link', async () => {
    const path = await place.write('a.ipynb', notebookText('1'))
    await chmod(path, 0o666)
    await symlink(path, place.path('link.ipynb'))
    expect((await place.run('run', place.path('link.ipynb'))).code).toBe(0)
    expect((await stat(path)).mode & 0o777).toBe(0o666)
    expect((await lstat(place.path('link.ipynb'))).isSymbolicLink()).toBe(true)
    expect(await place.read('a.ipynb')).toContain('"1"')
  })

  test.each([
    ['missing.ipynb', 'missing.ipynb does not exist.'],
    ['folder', 'folder is a folder, not a file.'],
    ['notes.txt', 'notes.txt is not a readable notebook: '],
    ['empty.ipynb', 'empty.ipynb is not a readable notebook: '],
    ['truncated.ipynb', 'truncated.ipynb is not a readable notebook: '],
    ['binary.ipynb', 'binary.ipynb is not a text file in UTF-8.'],
  ])('%s is refused with one sentence that names it', async (name, sentence) => {
    await place.write('folder/notes.md', 'x')
    await place.write('notes.txt', 'Dear diary,\n')
    await place.write('empty.ipynb', '')
    await place.write('truncated.ipynb', notebookText('1').slice(0, 60))
    await place.write('binary.ipynb', '')
    await writeFile(place.path('binary.ipynb'), new Uint8Array([0xff, 0xfe, 0x80]))
    const { code, out, error } = await place.run('run', place.path(name))
    expect([code, out]).toEqual([4, ''])
    expect(error).toContain(sentence)
    expect(error).toMatch(/^replilab: [^\n]+\n$/)
  })

  test('that cannot be written are refused before anything runs', async () => {
    const path = await place.write('a.ipynb', notebookText('1'))
    for (const target of ['nowhere/out.ipynb', '.']) {
      const { code, out, error } = await place.run('run', path, '-o', place.path(target))
      expect([code, out]).toEqual([4, ''])
      expect(error).toMatch(/^replilab: [^\n]+\n$/)
    }
  })
})

describe('an interrupt', () => {
  test('writes the outputs so far and ends with 2', async () => {
    const interruption = new AbortController()
    const stdout = createSink()
    const interrupted = await createWorkplace({
      stdout,
      host: { interrupted: interruption.signal },
    })
    const sleep = 'await new Promise((go) => setTimeout(go, 9000))'
    const path = await interrupted.write('a.ipynb', notebookText('"early"', sleep, '"late"'))
    setTimeout(() => interruption.abort(), 100)
    const { code, out, error } = await interrupted.run('run', path)
    expect([code, error]).toEqual([2, ''])
    expect(out).toContain('interrupted a.ipynb  2 of 3 cells')
    const text = await interrupted.read('a.ipynb')
    expect(text).toContain("'early'")
    expect(text).toContain('The run was interrupted.')
    await interrupted.remove()
  })
})

describe('progress', () => {
  test('is one line that is redrawn on a terminal and gone at the end', async () => {
    const stdout = createSink({ isTerminal: true })
    const terminal = await createWorkplace({ stdout })
    const path = await terminal.write('a.ipynb', notebookText('// first\n1', '2'))
    const { out } = await terminal.run('run', path)
    expect(out).toContain('cell 1 of 2  0.0 s  // first')
    expect(out).toContain('cell 2 of 2')
    expect(out.split('\u001b[K').at(-1)).toMatch(/^passed a\.ipynb/)
    await terminal.remove()
  })
})
