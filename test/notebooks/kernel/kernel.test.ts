import { beforeEach, describe, expect, test } from 'vitest'
import { createClient, type KernelClient } from '../../tools/kernel-client.ts'
import { startRealmKernel } from '../../tools/realm-kernel.ts'

let kernel: KernelClient
let stop: () => void
let rejected: (reason: unknown) => void

beforeEach(() => {
  const started = startRealmKernel()
  kernel = createClient(started)
  stop = started.realm.stop
  rejected = started.realm.rejected
})

describe('names', () => {
  test('are shared between cells, and functions see later values', async () => {
    await kernel.run('$.x = 1; $.f = () => $.x', { defines: ['x', 'f'] })
    await kernel.run('$.x = 2', { defines: ['x'] })
    expect(await kernel.run('$k.result($.f())', { uses: ['f'] })).toMatchObject({ result: '2' })
  })

  test('cannot be read before their cell writes them', async () => {
    const { error } = await kernel.run('$k.result($.x)', { defines: ['x'] })
    expect(error).toMatchObject({
      name: 'ReferenceError',
      message: "Cannot access 'x' before initialization",
    })
  })

  test.each(['$k.result($.y)', '$.y = 1'])('that nobody declares are refused: %s', async (code) => {
    const { error } = await kernel.run(code, { uses: ['y'] })
    expect(error).toMatchObject({ name: 'ReferenceError', message: 'y is not defined' })
  })

  test('that were forgotten are refused, in functions of other cells too', async () => {
    await kernel.run('$.x = 1', { defines: ['x'] })
    await kernel.run('$.f = () => $.x', { defines: ['f'], uses: ['x'] })
    kernel.post({ type: 'forget', names: ['x'] })
    const { error } = await kernel.run('$.f()', { uses: ['f'] })
    expect(error?.message).toBe('x is not defined')
  })

  test('that were missing come to life when a cell declares them', async () => {
    await kernel.run('$.f = () => $.x', { defines: ['f'], uses: ['x'] })
    await kernel.run('$.x = 5', { defines: ['x'] })
    expect(await kernel.run('$k.result($.f())', { uses: ['f'] })).toMatchObject({ result: '5' })
  })
})

describe('a cell is reproducible', () => {
  const draw = '$k.result([Math.random(), Math.random(), Date.now(), new Date().getTime(), Date()])'

  test('its random numbers and its time are the same on every run, and differ between cells', async () => {
    const first = await kernel.run(draw, { cell: 'a' })
    const again = await kernel.run(draw, { cell: 'a' })
    const other = await kernel.run(draw, { cell: 'b' })
    expect(first.result).toBe(again.result)
    expect(other.result).not.toBe(first.result)
  })

  test('dates that are formatted without a date are those of the cell', async () => {
    const { result } = await kernel.run(`
      const formats = new Intl.DateTimeFormat('en', { timeZone: 'UTC', dateStyle: 'short' })
      const { format } = formats
      const year = formats.formatToParts().find(({ type }) => type === 'year').value
      $k.result([formats.format(), format(), year, formats.format(0), [0].map(formats.format)])`)
    expect(result).toBe("[ '1/1/26', '1/1/26', '26', '1/1/70', [ '1/1/70' ] ]")
  })

  test('its time moves only by its own timers, which fire in order of their due times', async () => {
    const { stdout } = await kernel.run(`
      const start = Date.now()
      setTimeout(() => console.log('b', Date.now() - start), 20)
      setTimeout((text) => console.log(text, Date.now() - start), 10, 'a')
      clearTimeout(setTimeout(() => console.log('never'), 5))`)
    expect(stdout).toBe('a 10\nb 20\n')
  })
})

describe('a cell is done', () => {
  test('when its timers have fired', async () => {
    const { stdout } = await kernel.run(`setTimeout(() => console.log('later'), 5)`)
    expect(stdout).toBe('later\n')
  })

  test('with an error of a timer or a microtask as its own', async () => {
    for (const start of ['setTimeout', 'queueMicrotask']) {
      const { error } = await kernel.run(`${start}(() => { throw new TypeError('late') })`)
      expect(error).toMatchObject({ name: 'TypeError', message: 'late' })
    }
  })

  test('with a rejection that the host tells of, and a second one on stderr', async () => {
    const running = kernel.run(
      `await new Promise((go) => setTimeout(go, 20)); throw new Error('b')`,
    )
    rejected(new Error('a'))
    const { error, stderr } = await running
    expect(error?.message).toBe('a')
    expect(stderr).toMatch('Also: Error: b')
  })

  test('stopped by request while it waits, with its variables kept', async () => {
    const running = kernel.run('$.x = 3; await new Promise(() => {})', { defines: ['x'] })
    await Promise.resolve()
    stop()
    expect(await running).toMatchObject({
      status: 'stopped',
      error: { code: 'stopped/by-request' },
    })
    expect(await kernel.run('$k.result($.x)', { uses: ['x'] })).toMatchObject({ result: '3' })
  })

  test('after which functions of a stopped cell can be called', async () => {
    const looping =
      '$.f = (n) => { for (let i = 0; i < n; i += 1) $k.guard(); return n }; $.f(1e12)'
    const { status } = await kernel.run(looping, { defines: ['f'], timeLimitMillis: 50 })
    expect(status).toBe('stopped')
    const next = await kernel.run('$k.result($.f(5000))', { uses: ['f'] })
    expect(next).toMatchObject({ status: 'ok', result: '5000' })
  })
})

describe('errors', () => {
  test('stand where the code does, in frames of cells only', async () => {
    const { error } = await kernel.run(
      `const { expect } = $k.module('replilab'); expect(1).toBe(2)`,
      {
        cell: 'here',
      },
    )
    const column =
      `async ($, $k) => { const { expect } = $k.module('replilab'); expect(1).`.length + 1
    expect(error?.stack.split('\n').slice(1)).toEqual([`    at cell:here:1:${column}`])
  })

  test('of memory that is full tell the way out', async () => {
    const { error } = await kernel.run('new ArrayBuffer(2 ** 52)')
    expect(error).toMatchObject({ name: 'RangeError' })
    expect(error?.message).toMatch(/^Array buffer allocation failed: .* restarted\.$/)
  })

  test('of syntax are errors of the cell', async () => {
    const { error } = await kernel.run('const = 1')
    expect(error?.name).toBe('SyntaxError')
  })

  test('a second cell at the same time is refused', async () => {
    const first = kernel.run('await new Promise((go) => setTimeout(go, 20)); $k.result(1)')
    const second = await kernel.run('$k.result(2)')
    expect(second.error?.message).toBe(
      'The kernel runs one cell at a time, and cell c1 is still running.',
    )
    await Promise.race([first, new Promise((go) => setTimeout(go, 40))])
  })
})

describe('display', () => {
  test('shows a value by its own method and adds plain text', async () => {
    const { displays } = await kernel.run(
      `$k.result({ a: 1, [Symbol.for('replilab.display')]: () => ({ 'text/html': '<b>1</b>' }) })`,
    )
    expect(displays[0].data['text/html']).toBe('<b>1</b>')
    expect(displays[0].data['text/plain']).toMatch(/a: 1/)
  })

  test('with an id is shown once and then replaced', async () => {
    const { displays } = await kernel.run(
      `const { display } = $k.module('replilab'); display(1, { id: 'p' }); display(2, { id: 'p' })`,
    )
    expect(displays.map(({ displayId, update }) => [displayId, update])).toEqual([
      ['p', false],
      ['p', true],
    ])
  })

  test.each([
    ['a text', `'x'`],
    ['a list', `[]`],
    ['a big integer', `({ 'text/plain': 1n })`],
  ])('by a method that returns %s is an error of the cell', async (_name, returned) => {
    const { status, error } = await kernel.run(
      `$k.result({ [Symbol.for('replilab.display')]: () => (${returned}) })`,
    )
    expect([status, error?.name]).toEqual(['error', 'TypeError'])
  })

  test.each([
    ['{ id: 5 }', 'display takes a text as id, not number.'],
    ["{ id: 'a', update: 1 }", 'display takes true or false as update, not number.'],
  ])('with options %s is refused', async (options, message) => {
    const { error } = await kernel.run(`$k.module('replilab').display(1, ${options})`)
    expect(error).toMatchObject({ name: 'TypeError', message })
  })

  test('of what throws when it is looked at says so', async () => {
    const hostile = 'new Proxy({}, { getPrototypeOf() { throw 1 } })'
    const { result } = await kernel.run(`$k.result(Object.create(${hostile}))`)
    expect(result).toBe('[Object that cannot be inspected]')
  })

  test('of undefined shows nothing', async () => {
    expect((await kernel.run('$k.result(undefined)')).displays).toEqual([])
  })
})

test('the console writes to the two streams', async () => {
  const { stdout, stderr } = await kernel.run(`
    console.log('a', 1, { b: 'c' }); console.warn('w'); console.assert(false, 'why'); console.count(); console.count()
    console.group('g'); console.info('in'); console.groupEnd(); console.table([{ x: 1, y: 'p' }, { x: 22 }])`)
  expect(stdout).toBe(
    "a 1 { b: 'c' }\ndefault: 1\ndefault: 2\ng\n  in\n   x   y\n─  ──  ─\n0   1  p\n1  22\n",
  )
  expect(stderr).toBe('w\nAssertion failed: why\n')
})

test('groups, counts and times of the console end with their cell', async () => {
  await kernel.run(`console.group('g'); console.count()`)
  expect((await kernel.run(`console.log('b'); console.count()`)).stdout).toBe('b\ndefault: 1\n')
})

describe('expect', () => {
  test('has what a cell adds to it, or changes, until that cell ends', async () => {
    const extend = `$k.module('replilab').expect.extend({
      toBe: () => ({ pass: true, message: () => '' }),
      toBeSeven: (value) => ({ pass: value === 7, message: () => 'no seven' }),
    })
    const { expect } = $k.module('replilab')`
    const within = await kernel.run(`${extend}
      expect(1).toBe(2); expect(7).toBeSeven(); expect([7]).toEqual([expect.toBeSeven()])`)
    expect(within.status).toBe('ok')
    const message = async (code: string) =>
      (await kernel.run(`const { expect } = $k.module('replilab'); ${code}`)).error?.message
    expect(await message('expect(1).toBe(2)')).toContain('expected 1 to be 2')
    expect(await message('expect(7).toBeSeven()')).toContain('toBeSeven')
    expect(await message('expect.toBeSeven()')).toContain('not a function')
  })

  const failing: [string, string][] = [
    ['expect(1).toBe(2)', 'expected 1 to be 2 // Object.is equality'],
    ['expect(1, "why").toBe(2)', 'why: expected 1 to be 2 // Object.is equality'],
    [
      'expect({ a: [1] }).toEqual({ a: [2] })',
      'expected { a: [ 1 ] } to deeply equal { a: [ 2 ] }',
    ],
    ['expect(1).not.toBe(1)', 'expected 1 not to be 1 // Object.is equality'],
    ['expect(1).toBeGreaterThan(3)', 'expected 1 to be greater than 3'],
    ['expect([1, 2]).toContain(9)', 'expected [ 1, 2 ] to include 9'],
    ['expect(() => {}).toThrow()', 'expected [Function] to throw an error'],
    ['expect(0.1).toBeCloseTo(0.2)', 'expected 0.1 to be close to 0.2'],
  ]
  test.each(failing)('%s fails and names both sides', async (code, message) => {
    const { error } = await kernel.run(`const { expect } = $k.module('replilab'); ${code}`)
    expect(error?.name).toBe('AssertionError')
    expect(error?.message).toMatch(message)
  })

  test('passes what holds, with asymmetric matchers and promises', async () => {
    const { error } = await kernel.run(`const { expect } = $k.module('replilab')
      expect({ a: 1, b: 'text' }).toEqual({ a: expect.any(Number), b: expect.stringContaining('ex') })
      await expect(Promise.resolve(3)).resolves.toBe(3)
      expect(() => { throw new RangeError('far') }).toThrow(/far/)
      expect(new Map([[1, { a: 2 }]])).toEqual(new Map([[1, { a: 2 }]]))`)
    expect(error).toBeUndefined()
  })
})
