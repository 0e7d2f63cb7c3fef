import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notebookText } from '../main/cli/cli-in-process.ts'

const launcher = new URL('../../main/cli/launch.mjs', import.meta.url).pathname

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replilab-whole-'))
  // Builds when a source is newer, so that no test meets the line that says so.
  await replilab(['--version'])
})
afterAll(() => rm(folder, { recursive: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Starts the real command line, with no terminal; `whileRunning` is called with it. */
function replilab(
  args: readonly string[],
  whileRunning: (running: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const running = spawn(process.execPath, [launcher, ...args], { cwd: folder, detached: true })
  let out = ''
  let error = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  running.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text
  })
  whileRunning(running)
  return new Promise((resolve) => running.on('close', (code) => resolve({ code, out, error })))
}

/** As a terminal does it: the signal goes to the command and to all its children. */
const interrupt = ({ pid }: ChildProcess) => process.kill(-pid!, 'SIGINT')

const write = (name: string, ...cells: Parameters<typeof notebookText>) =>
  writeFile(join(folder, name), notebookText(...cells))
const read = (name: string) => readFile(join(folder, name), 'utf8')

const waiting = 'await new Promise((go) => setTimeout(go, 60_000))'

describe('replilab run', () => {
  test('twice gives the same bytes, random numbers and dates included', async () => {
    await write('a.ipynb', '[Math.random(), Date.now()]', 'new Map([[1, { a: [1, 2] }]])')
    for (const out of ['one.ipynb', 'two.ipynb']) {
      const ended = await replilab(['run', 'a.ipynb', '-o', out])
      expect(ended).toMatchObject({ code: 0, error: '' })
      expect(ended.out).toMatch(/^passed a\.ipynb {2}2 cells, [\d.]+ s, written to \w+\.ipynb\n$/)
    }
    expect(await read('one.ipynb')).toBe(await read('two.ipynb'))
    expect(await read('one.ipynb')).toMatch(/\[ 0\.\d+, \d+ \]/)
  })

  test('shows the line of an error, writes what there is, and ends with 1', async () => {
    await write('fails.ipynb', 'const a = 1', 'function f() {\n  throw new Error("here")\n}\nf()')
    const { code, error } = await replilab(['run', 'fails.ipynb'])
    expect(code).toBe(1)
    expect(error).toContain(
      'Error: here\ncell 2, line 2, column 9\n  2 |   throw new Error("here")',
    )
    expect(error).toContain('called from cell 2, line 4, column')
    expect(await read('fails.ipynb')).toContain('"evalue": "here"')
  })

  test('ends a cell that cannot be stopped by itself, with the reason in its outputs', async () => {
    await write('stuck.ipynb', 'console.log("begun")', '/^(a+)+$/.test("a".repeat(50) + "!")', '3')
    const { code, error } = await replilab(['run', 'stuck.ipynb', '--timeout', '0.5'])
    expect(code).toBe(1)
    expect(error).toContain('TimeLimitError: The cell ran past its time limit of 0.5 s')
    expect(error).toContain('cell 2')
    const text = await read('stuck.ipynb')
    expect(text).toContain('"begun\\n"')
    expect(text).toContain('"ename": "TimeLimitError"')
  })

  test('writes the outputs so far when it is interrupted, and ends with 2', async () => {
    await write('long.ipynb', 'console.log("early")', waiting, '"late"')
    const { code, out, error } = await replilab(['run', 'long.ipynb', '--show'], (running) => {
      running.stdout?.once('data', () => interrupt(running))
    })
    expect([code, error]).toEqual([2, ''])
    expect(out).toContain('interrupted long.ipynb')
    const text = await read('long.ipynb')
    expect(text).toContain('"early\\n"')
    expect(text).not.toContain("late'")
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('replilab test', () => {
  test('tests notebooks side by side and writes a JUnit file', async () => {
    await write('good.ipynb', "import { expect } from 'replilab'\nexpect(1 + 1).toBe(2)")
    await write('bad.ipynb', "import { expect } from 'replilab'\nexpect(1 + 1).toBe(3)")
    const { code, out } = await replilab(['test', 'good.ipynb', 'bad.ipynb', '--junit', 'j.xml'])
    expect(code).toBe(1)
    expect(out).toMatch(/^passed good\.ipynb {2}1 cell, [\d.]+ s\nfailed bad\.ipynb {3}1 cell, /)
    expect(out).toContain('  2 | expect(1 + 1).toBe(3)')
    expect(await read('j.xml')).toContain('<testsuites')
  })

  test('ends with 2 on an interrupt', async () => {
    await write('wait.ipynb', waiting)
    await write('quick.ipynb', '1')
    const paths = ['quick.ipynb', 'wait.ipynb']
    const { code } = await replilab(['test', ...paths, '--workers', '2'], (running) => {
      running.stdout?.once('data', () => interrupt(running))
    })
    expect(code).toBe(2)
  })
})

describe('the command line', () => {
  test('ends quietly when its reader leaves', async () => {
    await write('a.ipynb', '1')
    const { error } = await replilab(['--help'], (running) => running.stdout?.destroy())
    expect(error).toBe('')
  })

  test.skipIf(!existsSync('/dev/full') /* a disk that is always full */)(
    'says in one sentence that its output cannot be written',
    async () => {
      await write('a.ipynb', '1')
      const full = openSync('/dev/full', 'w')
      for (const args of [
        ['run', 'a.ipynb', '-o', '-'],
        ['test', 'a.ipynb'],
      ]) {
        const ended = spawnSync(process.execPath, [launcher, ...args], {
          cwd: folder,
          stdio: ['ignore', full, 'pipe'],
          encoding: 'utf8',
        })
        expect(ended.status).toBe(4)
        expect(ended.stderr).toContain(
          'replilab: standard output does not fit: the disk is full.\n',
        )
      }
      closeSync(full)
    },
  )

  test('says in one sentence what to do when it is not built', async () => {
    const copy = join(folder, 'copy')
    await cp(launcher, join(copy, 'main/cli/launch.mjs'))
    const running = spawn(process.execPath, [join(copy, 'main/cli/launch.mjs'), 'tour'])
    let error = ''
    running.stderr.on('data', (text) => {
      error += text
    })
    const code = await new Promise((resolve) => running.on('close', resolve))
    expect(code).toBe(4)
    expect(error).toMatch(/^replilab: cannot start, as it is not built: run "npm ci" in [^\n]+\n$/)
  })

  test('builds what it lacks, also when several start at once', async () => {
    const copy = join(folder, 'checkout')
    const root = new URL('../..', import.meta.url).pathname
    const files = ['package.json', 'tsconfig.json', 'electron.vite.config.ts']
    for (const name of ['engine', 'notebooks', 'main', ...files]) {
      await cp(join(root, name), join(copy, name), { recursive: true })
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
    const codes = await Promise.all(
      [1, 2].map(async () => {
        const args = [join(copy, 'main/cli/launch.mjs'), '--version']
        const [code] = await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'close')
        return code
      }),
    )
    expect(codes).toEqual([0, 0])
    expect(await readdir(join(copy, 'out'))).toEqual(['main'])
  })
})
