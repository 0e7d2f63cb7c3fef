import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

const passing = notebookText('1', '2')
const failing = notebookText(`${showRun(7)}`, "const y = 1\nthrow new Error('no luck')", '3')

describe('replilab test', () => {
  test('shows a name that would steer the terminal without what does', async () => {
    const name = 'a\u001b]0;title\u0007\u001b[31mb\nc.ipynb'
    const failed = await place.run('test', await place.write(name, failing))
    expect(failed.out).toContain('ab c.ipynb')
    const ran = await place.run('run', place.path(name))
    const missing = await place.run('run', place.path(`no ${name}`))
    expect(missing.error).toMatch(/^replilab: [^\n]*ab c\.ipynb does not exist\.\n$/)
    for (const { out, error } of [failed, ran, missing]) {
      expect(out + error).not.toMatch(/[^\P{Cc}\t\n]/u)
    }
  })

  test('gives a line a notebook, in the order of the paths, and leaves the files alone', async () => {
    await place.write('b/two.ipynb', passing)
    await place.write('a.ipynb', passing)
    const { code, out, error } = await place.run('test', place.folder)
    expect([code, error]).toEqual([0, ''])
    const [first, second, total] = out.split('\n')
    expect(first).toMatch(/^passed a\.ipynb {6}2 cells, \d+\.\d s$/)
    expect(second).toMatch(/^passed b\/two\.ipynb {2}2 cells, \d+\.\d s$/)
    expect(total).toMatch(/^2 notebooks: 2 passed, 0 failed in \d+\.\d s$/)
    expect(await place.read('a.ipynb')).toBe(passing)
  })

  test('shows of a failure the cell, its line, the message and how to see it again', async () => {
    const path = await place.write('a b.ipynb', failing)
    const { code, out } = await place.run('test', path)
    expect(code).toBe(1)
    expect(out).toMatch(/^failed a b\.ipynb {2}2 of 3 cells, /)
    expect(out).toContain('\n  Error: no luck\n  cell 2, line 2, column 7\n')
    expect(out).toContain("\n    2 | throw new Error('no luck')\n      |       ^\n")
    expect(out).toContain("\n  again: npx replilab test 'a b.ipynb'\n")
    const limited = await place.run('test', path, '--timeout', '2.5')
    expect(limited.out).toContain(" 'a b.ipynb' --timeout 2.5\n")
    expect(out).toContain('1 notebook: 0 passed, 1 failed')
  })

  test('tells the seed of the run that the failing cell shows', async () => {
    const path = await place.write('a.ipynb', notebookText(`${showRun(42)}\nnowhere()`))
    expect((await place.run('test', path)).out).toContain('\n  seed 42, of the run in cell 1\n')
  })

  test('tells the seed of the last run above when the failing cell shows none', async () => {
    const path = await place.write('a.ipynb', notebookText(showRun(1), showRun(2), 'nowhere()'))
    expect((await place.run('test', path)).out).toContain('\n  seed 2, of the run in cell 2\n')
  })

  test('fails a failed expect', async () => {
    const source = "import { expect } from 'replilab'\nexpect(1 + 1).toBe(3)"
    const { code, out } = await place.run(
      'test',
      await place.write('a.ipynb', notebookText(source)),
    )
    expect(code).toBe(1)
    expect(out).toContain('  2 | expect(1 + 1).toBe(3)')
  })

  test('fails a cell that announces an error and raises none', async () => {
    const announced = { source: 'const fine = 1', tags: ['raises-exception'] }
    const path = await place.write('a.ipynb', notebookText(announced, '2'))
    const { code, out } = await place.run('test', path)
    expect(code).toBe(1)
    expect(out).toContain('tagged raises-exception and raised no error')
    expect((await place.run('run', path)).code).toBe(0)
  })

  test('goes on with the other notebooks after one that failed, on one worker as on several', async () => {
    await place.write('a.ipynb', failing)
    await place.write('b.ipynb', passing)
    for (const workers of ['1', '4']) {
      const { code, out } = await place.run('test', place.folder, '--workers', workers)
      expect(code).toBe(1)
      expect(out).toContain('2 notebooks: 1 passed, 1 failed')
    }
  })

  test('runs a notebook once that is named twice', async () => {
    const path = await place.write('a.ipynb', passing)
    expect((await place.run('test', path, place.folder)).out).toContain('1 notebook:')
  })

  test('looks into folders, but not into those of tools', async () => {
    for (const name of ['node_modules/x', '.ipynb_checkpoints', '.hidden', 'deep/er']) {
      await place.write(`${name}/n.ipynb`, passing)
    }
    const { out } = await place.run('test', place.folder)
    expect(out).toMatch(/^passed deep\/er\/n\.ipynb /)
    expect(out).toContain('1 notebook:')
  })

  test('ends with 5 when there is no notebook, and with 4 when one cannot be read', async () => {
    await place.write('empty/readme.md', 'x')
    const none = await place.run('test', place.path('empty'))
    expect(none).toEqual({ code: 5, out: '', error: 'replilab: no notebook found in empty.\n' })
    await place.write('cut/n.ipynb', passing.slice(0, 50))
    for (const name of ['cut', 'nowhere', 'empty/readme.md']) {
      const { code, out, error } = await place.run('test', place.path(name))
      expect([code, out]).toEqual([4, ''])
      expect(error).toMatch(new RegExp(`^replilab: ${name}[^\n]+\n$`))
    }
  })

  test('has colours on a terminal only', async () => {
    const path = await place.write('a.ipynb', passing)
    expect((await place.run('test', path)).out).not.toContain('\u001b')
    const colored = await createWorkplace({ stdout: createSink({ hasColor: true }) })
    expect((await colored.run('test', path)).out).toContain('\u001b[32mpassed')
    await colored.remove()
  })

  test('ends with 2 when it is interrupted or nobody reads any more', async () => {
    const path = await place.write(
      'a.ipynb',
      notebookText('await new Promise(() => setTimeout(() => {}, 9000))'),
    )
    const stdout = createSink()
    const closing = await createWorkplace({ stdout })
    setTimeout(() => stdout.close(), 50)
    const { code, out } = await closing.run('test', path)
    expect(code).toBe(2)
    expect(out).toContain('1 interrupted')
    await closing.remove()
  })
})

describe('a JUnit file', () => {
  test('has a suite a notebook and a case a cell', async () => {
    await place.write('a.ipynb', failing)
    await place.write('b.ipynb', notebookText('1', { source: 'x', tags: ['skip-execution'] }))
    await place.run('test', place.folder, '--junit', place.path('results.xml'))
    const xml = await place.read('results.xml')
    expect(xml).toMatch(/<testsuites [^>]*tests="5" failures="1" errors="0" skipped="2"/)
    expect(xml.match(/<testsuite /g)).toHaveLength(2)
    expect(xml).toContain('name="2: const y = 1"')
    expect(xml).toContain('<failure message="no luck" type="Error">')
  })

  test('is refused before anything runs when it cannot be written', async () => {
    const path = await place.write('a.ipynb', passing)
    const { code, out } = await place.run('test', path, '--junit', place.path('no/where.xml'))
    expect([code, out]).toEqual([4, ''])
  })
})
