import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorkplace, notebookText, type Workplace } from './cli-in-process.ts'

let place: Workplace
beforeAll(async () => {
  place = await createWorkplace()
  await place.write('a.ipynb', notebookText('1 + 1'))
})
afterAll(() => place.remove())

/** Wrong command lines, and what the one sentence says. */
const wrong: [string[], string][] = [
  [['fly'], "unknown command 'fly'"],
  [['run'], "missing required argument 'notebook'"],
  [['test'], "missing required argument 'path'"],
  [['run', 'a.ipynb', 'b.ipynb'], 'too many arguments'],
  [['run', 'a.ipynb', '--sho'], "unknown option '--sho' (Did you mean --show?)"],
  [['run', 'a.ipynb', '--timeout', 'abc'], '--timeout takes a number of seconds above 0'],
  [['run', 'a.ipynb', '--timeout', '0'], 'not "0".'],
  [['run', 'a.ipynb', '--timeout', '-1'], '--timeout'],
  [['run', 'a.ipynb', '--timeout', '1e9'], 'not "1e9".'],
  [['run', 'a.ipynb', '-p', 'x'], '--parameter takes name=value, not "x".'],
  [['run', 'a.ipynb', '-p', '=2'], '--parameter takes name=value, not "=2".'],
  [['test', 'a.ipynb', '--workers', '0'], '--workers takes a whole number from 1 to 64, not "0".'],
  [['test', 'a.ipynb', '--workers', '1.5'], 'not "1.5".'],
  [['test', 'a.ipynb', '--junit'], "option '--junit <file>' argument missing"],
  [['tour', 'a.ipynb'], 'too many arguments'],
  [['check'], "missing required argument 'file'"],
  [
    ['check', 'a.log', '--model', 'queue'],
    '--model takes register, cas-register, kv, not "queue".',
  ],
  [['check', 'a.log', '--time-limit', '0s'], '--time-limit takes a time above 0 such as 500ms'],
  [['check', 'a.log', '--time-limit', '5h'], 'not "5h".'],
]

test.each(wrong)('%j is refused with one sentence', async (args, sentence) => {
  const { code, out, error } = await place.run(...args)
  expect(code).toBe(4)
  expect(out).toBe('')
  expect(error).toContain(sentence)
  expect(error).toMatch(/^replilab: [^\n]+\n$/)
})

describe('help', () => {
  test('of the program names every command and the exit codes', async () => {
    for (const args of [[], ['--help'], ['-h'], ['help']]) {
      const { code, out, error } = await place.run(...args)
      expect([code, error]).toEqual([0, ''])
      for (const word of ['run', 'test', 'check', 'tour', '--version', 'Exit codes']) {
        expect(out).toContain(word)
      }
    }
  })

  test('of a command names its options with their defaults', async () => {
    const help = await place.run('help', 'run')
    expect(help.code).toBe(0)
    expect(help.out).toContain('-p, --parameter <name=value>')
    expect(help.out).toContain('(default: 60)')
    expect(await place.run('run', '--help')).toEqual(help)
  })

  test('of a command that is not there is refused', async () => {
    const { code, error } = await place.run('help', 'fly')
    expect(code).toBe(4)
    expect(error).toMatch(/^replilab: [^\n]*fly[^\n]*\n$/)
  })

  test('has the version of the package', async () => {
    const { code, out } = await place.run('--version')
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})
