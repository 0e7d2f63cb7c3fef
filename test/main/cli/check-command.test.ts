import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ok } from '../../../engine/index.ts'
import { createWorkplace, type Workplace, type WorkplaceOptions } from './cli-in-process.ts'

const recorded = fileURLToPath(new URL('../../fixtures/histories/', import.meta.url))
const verdicts: Record<string, boolean> = JSON.parse(
  readFileSync(`${recorded}verdicts.json`, 'utf8'),
)

const good = '0 :invoke :write 1\n0 :ok :write 1\n1 :invoke :read nil\n1 :ok :read 1\n'
const bad = good.replace(':ok :read 1', ':ok :read 2')
/** Steps between seven values, all under way at once: ways through them are many, and none takes every step. */
const mixed = (n: number) => Math.floor((n * 7919 * 104729) / 31) % 7
const step = (n: number) => `[${n % 7} ${mixed(n + 1)}]`
const numbers = Array.from({ length: 60 }, (_, n) => n)
const hard = [
  '99 :invoke :write 0\n99 :ok :write 0\n',
  ...numbers.map((n) => `${n} :invoke :cas ${step(n)}\n`),
  ...numbers.map((n) => `${n} :ok :cas ${step(n)}\n`),
].join('')

const places: Workplace[] = []
let place: Workplace

async function newPlace(options?: WorkplaceOptions): Promise<Workplace> {
  const made = await createWorkplace(options)
  places.push(made)
  await made.write('good.log', good)
  await made.write('bad.log', bad)
  await made.write('hard.log', hard)
  await made.write('garbled.log', `${good}2 :invoke :read [\n`)
  return made
}

beforeAll(async () => {
  place = await newPlace()
})
afterAll(() => Promise.all(places.map((one) => one.remove())))

const check = (...args: string[]) =>
  place.run('check', ...args.map((arg) => (/\.\w+$/.test(arg) ? place.path(arg) : arg)))

test('every recorded history gets its known verdict', async () => {
  const files = Object.keys(verdicts)
  expect(files.length).toBe(64)
  const { code, out, error } = await place.run('check', ...files.map((file) => recorded + file))
  const expected = files.map(
    (file) => `${recorded}${file}: ${verdicts[file] ? '' : 'NOT '}linearizable\n`,
  )
  expect({ code, error }).toEqual({ code: 1, error: '' })
  expect(out).toBe(expected.join(''))
})

describe('the answer for one file', () => {
  test('that is linearizable is a line and why', async () => {
    const { code, out, error } = await check('good.log')
    expect([code, error]).toEqual([0, ''])
    expect(out).toMatch(/^good\.log: linearizable\n {2}\S.*\.\n$/)
  })

  test('that is not says what shows it', async () => {
    const { code, out } = await check('bad.log')
    expect(code).toBe(1)
    expect(out).toMatch(/^bad\.log: NOT linearizable\n {2}\S.*\.\n/)
  })

  test('is the same from standard input', async () => {
    const piped = await newPlace({ host: { readInput: async () => ok(good) } })
    const { code, out } = await piped.run('check', '-')
    expect([code, out.split('\n')[0]]).toEqual([0, '-: linearizable'])
  })
})

describe('the exit code', () => {
  test.each([
    [['good.log'], 0],
    [['good.log', 'bad.log'], 1],
    [['hard.log', 'good.log', '--time-limit', '1ms'], 3],
    [['hard.log', 'bad.log', '--time-limit', '1ms'], 1],
    [['bad.log', 'garbled.log', 'good.log'], 4],
    [['missing.log'], 4],
  ])('of %j is %i', async (args, code) => {
    expect((await check(...args)).code).toBe(code)
  })

  test('is 2 when interrupted, after the file at hand', async () => {
    const interruption = new AbortController()
    const stopped = await newPlace({
      host: {
        interrupted: interruption.signal,
        readInput: async () => {
          interruption.abort()
          return ok(good)
        },
      },
    })
    expect(await stopped.run('check', '-', stopped.path('good.log'))).toEqual({
      code: 2,
      out: '-: linearizable\n',
      error: '',
    })
  })
})

test('a file that cannot be read is named with line and reason, and the others are checked', async () => {
  const { out, error } = await check('garbled.log', 'missing.log', 'good.log')
  expect(out).toBe('good.log: linearizable\n')
  expect(error).toBe(
    'replilab: garbled.log: line 5: [ is not closed.\nreplilab: missing.log does not exist.\n',
  )
})

test('a history is read as the model that is asked for', async () => {
  expect((await check('good.log', '--model', 'cas-register')).code).toBe(0)
  const { code, error } = await check('good.log', '--model', 'kv')
  expect(code).toBe(4)
  expect(error).toBe('replilab: good.log: line 1: write has "1", but kv holds texts.\n')
})

test('--json gives a line for each file', async () => {
  const { out, error } = await check('--json', 'good.log', 'bad.log', 'garbled.log')
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(error).toBe('')
  expect(answers).toMatchObject([
    { verdict: 'linearizable', model: 'register', format: 'jepsen-log', operations: 2, leftOut: 0 },
    { verdict: 'not linearizable', proof: { lines: expect.arrayContaining([3]) } },
    { verdict: 'unreadable', problem: { code: 'history/malformed' } },
  ])
})

test('names of files cannot steer the terminal', async () => {
  const { out } = await place.run('check', await place.write('a\u001b[31mb\n.log', good))
  expect(out).toMatch(/^ab \.log: linearizable\n/)
})
