import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startChildKernel } from '../../main/host/index.ts'
import type { KernelConnection } from '../../notebooks/kernel/index.ts'
import { createClient, type KernelClient } from '../tools/kernel-client.ts'

let connection: KernelConnection
let kernel: KernelClient

const restart = (limits: Parameters<typeof startChildKernel>[0] = {}) => {
  connection?.terminate()
  connection = startChildKernel(limits)
  kernel = createClient(connection)
}

beforeEach(() => restart())
afterEach(() => connection.terminate())

/** One sentence: no line break, ends with a full stop. */
const sentence = /^[^\n]+\.$/

const expectAlive = async () => {
  expect(await kernel.run('$k.result(40 + 2)')).toMatchObject({ status: 'ok', result: '42' })
}

describe('a cell finds nothing of the machine', () => {
  const absent = `process require module Buffer fetch XMLHttpRequest WebSocket EventSource Worker
    SharedWorker WebAssembly SharedArrayBuffer Atomics eval importScripts performance navigator location self window
    indexedDB localStorage caches postMessage setImmediate setInterval global __dirname __filename exports MessageChannel
    BroadcastChannel crypto structuredClone WeakRef FinalizationRegistry Deno Bun gc d8 print load read`.split(
    /\s+/,
  )

  test.each(absent)('no global %s', async (name) => {
    const outcome = await kernel.run(`$k.result(typeof ${name})`)
    expect(outcome.result).toBe("'undefined'")
  })

  test('its globals are the language and the few that the kernel gives', async () => {
    const { result } = await kernel.run(
      `$k.result(Object.getOwnPropertyNames(globalThis).filter((name) => /^[a-z]/.test(name)).sort().join(' '))`,
    )
    expect(result).toBe(
      "'clearTimeout console decodeURI decodeURIComponent encodeURI encodeURIComponent escape globalThis isFinite isNaN parseFloat parseInt queueMicrotask setTimeout undefined unescape'",
    )
  })
})

describe('a cell cannot import', () => {
  const modules =
    `fs node:fs fs/promises child_process net tls http https http2 dns dgram worker_threads vm module inspector
    os cluster process repl v8 wasi sqlite test ./x.js /etc/passwd file:///etc/passwd data:text/javascript,1 https://example.org/x.js`.split(
      /\s+/,
    )
  test.each(modules)('%s', async (specifier) => {
    const outcome = await kernel.run(
      `try { await import(${JSON.stringify(specifier)}); $k.result('imported') }
       catch (error) { $k.result([error instanceof TypeError, error.message]) }`,
    )
    expect(outcome.result).toBe(`[ true, "Cells import from 'replilab' only." ]`)
  })

  test('by the module function of its hand', async () => {
    const outcome = await kernel.run(`$k.module('fs')`)
    expect(outcome.error?.message).toBe("Cannot import 'fs': a cell imports from 'replilab' only.")
  })

  test('by an import.meta', async () => {
    const outcome = await kernel.run(`import.meta.url`)
    expect(outcome.error?.name).toBe('SyntaxError')
  })
})

/**
 * Each tries to get `process` (or any object of the host) and leaves what it found in `found`. What is shown in the end must not be
 * the host's process; most end in an error of the realm.
 */
const escapes: Record<string, string> = {
  'the constructor of the global object': `found = globalThis.constructor.constructor('return process')()`,
  'the constructor of a function': `found = (() => {}).constructor('return process')()`,
  'the constructor of an async function': `found = await (async () => {}).constructor('return process')()`,
  'the constructor of a generator': `found = (function* () {}).constructor('return process')().next().value`,
  'the constructor of an async generator': `found = await (async function* () {}).constructor('return process')().next()`,
  'the constructor of console.log': `found = console.log.constructor('return process')()`,
  'the constructor of setTimeout': `found = setTimeout.constructor('return process')()`,
  'the constructor of the loop guard': `found = $k.guard.constructor('return process')()`,
  'the constructor of the result hook': `found = $k.result.constructor('return process')()`,
  'the constructor of the scope': `found = Object.getPrototypeOf($)?.constructor.constructor('return process')()`,
  'the constructor of the module': `found = $k.module('replilab').constructor.constructor('return process')()`,
  'the constructor of what setTimeout returns': `found = setTimeout(() => {}, 0).constructor.constructor('return process')()`,
  eval: `found = (0, globalThis.eval)('process')`,
  Function: `found = Function('return process')()`,
  'new Function': `found = new Function('return process')()`,
  'Reflect.construct of Function': `found = Reflect.construct(Function, ['return process'])()`,
  'a bound Function': `found = Function.bind(null, 'return process')()()`,
  'this of a function': `found = (function () { return this })()`,
  callers: `const f = function () { return f.caller }; found = f()`,
  'arguments.callee': `found = (function () { return arguments.callee.caller })()`,
  'the callers of a getter that the kernel reads': `let seen; const f = function () { seen = f.caller; return 'x' }
    try { throw { get message() { return f() }, stack: '' } } catch (error) { console.log(error) } found = seen`,
  'the error of a dynamic import': `found = await import('fs').catch((error) => error.constructor.constructor('return process')())`,
  'the promise of a dynamic import': `found = import('fs').constructor.constructor('return process')()`,
  'call sites of prepareStackTrace': `Error.prepareStackTrace = (_, sites) => sites; found = new Error().stack.map((site) => site.getThis())`,
  'prepareStackTrace on a replaced Error': `globalThis.Error = { prepareStackTrace: (_, sites) => sites }; found = (() => { try { null.x } catch (error) { return error.stack } })()`,
  'prepareStackTrace by defineProperty': `Object.defineProperty(Error, 'prepareStackTrace', { value: (_, sites) => sites }); found = new Error().stack`,
  'prepareStackTrace on a subclass': `class Mine extends Error { static prepareStackTrace(_, sites) { return sites } } found = typeof new Mine().stack === 'string' ? undefined : new Mine().stack`,
  captureStackTrace: `const holder = {}; Error.captureStackTrace(holder); found = typeof holder.stack === 'string' ? undefined : holder.stack`,
  'a stack at its end while printing': endOfStack(`console.log('x')`),
  'a stack at its end while displaying': endOfStack(`$k.module('replilab').display({})`),
  'a stack at its end in the loop guard': endOfStack(
    `for (let i = 0; i < 5000; i += 1) $k.guard()`,
  ),
  'a stack at its end in setTimeout': endOfStack(`clearTimeout(setTimeout(() => {}, 1))`),
  'a stack at its end in a bad regular expression': endOfStack(`new RegExp('(')`),
  'a stack at its end in Function': endOfStack(`Function('return 1')`),
  'a Proxy as global prototype': `Object.setPrototypeOf(globalThis, new Proxy({}, { get: (t, key, receiver) => { found ??= receiver?.process; return undefined } })); nothingLikeThis`,
  'a Proxy that the kernel inspects': `let seen = []; console.log(new Proxy({}, { get: (t, k, r) => { seen.push(r) }, ownKeys: () => { seen.push(new Error().stack); return [] }, getPrototypeOf: (t) => { seen.push(t); return null } })); found = seen.find((one) => one?.process)`,
  'a Proxy thrown': `let seen = []; try { throw new Proxy(function () {}, { apply: (t, self, given) => { seen.push(self, ...given) } }) } catch (error) { error() } found = seen.find(Boolean)`,
  'a thenable returned': `found = await { then(resolve, reject) { resolve(resolve.constructor('return process')()) } }`,
  'a poisoned then': `Promise.prototype.then = function (...given) { found = given[0]?.constructor('return process')() }; await (async () => {})()`,
  'a poisoned species': `class P extends Promise { static get [Symbol.species]() { return function (run) { run((x) => { found = x.constructor('return process')() }, () => {}) } } } await new P((r) => r(1)).then((x) => x)`,
  'a poisoned JSON': `JSON.stringify = (value) => { found = value.constructor.constructor('return process')(); return '{}' }; console.log(1)`,
  'a poisoned Array.prototype.map': `Array.prototype.map = function () { found = this.constructor.constructor('return process')(); return [] }; console.log([1])`,
  'a poisoned Function.prototype.call': `Function.prototype.call = function (...given) { found ??= given.find((one) => one?.process) }; console.log({ a: 1 }); new Date()`,
  'a poisoned Function.prototype.apply': `Function.prototype.apply = function (...given) { found ??= given.find((one) => one?.process) }; setTimeout(() => {}, 0)`,
  'a setter on Object.prototype': `Object.defineProperty(Object.prototype, 'type', { set(value) { found = this } }); console.log(1)`,
  'Symbol.hasInstance': `Object.defineProperty(Error, Symbol.hasInstance, { value: (x) => { found ??= x?.process; return true } }); throw {}`,
  'Symbol.toPrimitive to the host': `setTimeout(() => {}, { [Symbol.toPrimitive]: function () { found = this.process; return 0 } })`,
  'Symbol.unscopables': `globalThis[Symbol.unscopables] = new Proxy({}, { get: (t, k, r) => { found = r.process } }); console.log(1)`,
  'node symbols of an object': `console.log({ [Symbol.for('nodejs.util.inspect.custom')](depth, options) { found = options } })`,
  'a rejection with a Proxy': `Promise.reject(new Proxy({}, { get: (t, k, r) => { found ??= r?.process } })); await new Promise((r) => setTimeout(r, 10))`,
  'the binding of globalThis': `found = Reflect.get(globalThis, 'process') ?? Object.getPrototypeOf(globalThis).process`,
}

/** Runs `code` at every depth up to the end of the stack and keeps an error that is not of the realm. */
function endOfStack(code: string): string {
  return `const isOurs = (error) => { let one = error; while (Object.getPrototypeOf(one)) one = Object.getPrototypeOf(one); return one === Object.prototype }
    const dive = () => { try { dive() } catch (error) { if (!isOurs(error)) found ??= error }
      try { ${code} } catch (error) { if (!isOurs(error)) found ??= error } }
    let left = 3; const start = () => { try { dive() } catch {} ; if (left-- > 0) start() }; start()`
}

describe('a cell cannot get at the host by', () => {
  test.each(Object.entries(escapes))('%s', async (_name, code) => {
    const outcome = await kernel.run(
      `let found
      try { ${code} } finally {
        try { $k.result(found === undefined || found === globalThis ? 'nothing' : ['found', typeof found, String(found)]) } catch {}
      }`,
      { timeLimitMillis: 5_000 },
    )
    expect(['ok', 'error']).toContain(outcome.status)
    expect([undefined, "'nothing'", "[ 'found', 'object', 'null' ]"]).toContain(outcome.result)
  })
})

/**
 * Node formats stacks in the main realm, and when the stack ends there, the cell gets an error of that realm. It is frozen and compiles no
 * text: all that can be reached from such an error are built-ins, which the walk below checks.
 */
test('an error of the host, got by reading a stack at the end of the stack, leads to frozen built-ins only', async () => {
  const outcome = await kernel.run(`
    let found
    ${endOfStack(`new Error('x').stack`)}
    const seen = new Set()
    const waiting = [found ?? {}]
    const odd = []
    while (waiting.length > 0) {
      const one = waiting.pop()
      if (one === null || (typeof one !== 'object' && typeof one !== 'function') || seen.has(one)) continue
      seen.add(one)
      if (typeof one === 'function' && !/native code/.test(Function.prototype.toString.call(one))) odd.push(String(one).slice(0, 80))
      waiting.push(Object.getPrototypeOf(one))
      for (const key of Reflect.ownKeys(one)) {
        const property = Object.getOwnPropertyDescriptor(one, key)
        if (['process', 'env', 'send', 'binding', 'mainModule', 'require'].includes(key)) odd.push(key)
        waiting.push(property.value, property.get, property.set)
        try { waiting.push(one[key]) } catch {}
      }
    }
    let code = 'refused'
    try { code = found.constructor.constructor('return process')() } catch {}
    let frozen = true
    try { Object.getPrototypeOf(found).toString = 1; frozen = false } catch {}
    $k.result([odd, String(code), found === undefined || frozen])`)
  expect(outcome.result).toBe("[ [], 'refused', true ]")
})

describe('a cell that does not end', () => {
  const loops: Record<string, string> = {
    'a loop': `$.x = 1; while (true) $k.guard()`,
    'a loop that catches everything': `$.x = 1; while (true) { $k.guard(); try { while (true) $k.guard() } catch {} }`,
    'an async loop': `$.x = 1; while (true) { $k.guard(); await null }`,
    'an async loop that nobody waits for': `$.x = 1; (async () => { while (true) { $k.guard(); await null } })(); await new Promise(() => {})`,
    'a promise that never settles': `$.x = 1; await new Promise(() => {})`,
    'a timer that sets itself': `$.x = 1; const again = () => setTimeout(again, 1); again()`,
    'a loop that prints': `$.x = 1; while (true) { $k.guard(); console.log('again') }`,
  }
  test.each(Object.entries(loops))('%s is stopped, and its variables stay', async (_name, code) => {
    const outcome = await kernel.run(code, { defines: ['x'], timeLimitMillis: 300 })
    expect(outcome.status).toBe('stopped')
    expect(outcome.error).toMatchObject({ name: 'Stopped', code: 'stopped/time-limit' })
    expect(outcome.error?.message).toMatch(sentence)
    expect(await kernel.run('$k.result($.x)', { uses: ['x'] })).toMatchObject({ result: '1' })
  })

  test('a simulation that takes too long is stopped, tells how far it is, and variables stay', async () => {
    const code = `const { simulate, singleLeader, workload } = $k.module('replilab'); $.x = 1
      simulate({ seed: 7, model: singleLeader({ followers: 2 }), duration: '1000s',
        workload: workload.ycsb('A', { clients: 8, rate: 50000, keys: 100 }) })`
    const outcome = await kernel.run(code, { defines: ['x'], timeLimitMillis: 800 })
    expect(outcome.error).toMatchObject({ code: 'stopped/time-limit' })
    expect(outcome.progress.length).toBeGreaterThan(1)
    expect(await kernel.run('$k.result($.x)', { uses: ['x'] })).toMatchObject({ result: '1' })
  })

  const unguarded: Record<string, string> = {
    'a loop without guards': `while (true);`,
    'a catastrophic regular expression': `/^(a+)+$/.test('a'.repeat(40) + 'b')`,
    'a flood of microtasks': `const again = () => Promise.resolve().then(again); again(); await new Promise(() => {})`,
    'a flood of queued microtasks': `const again = () => queueMicrotask(again); again()`,
    'a builtin over a huge sparse array': `Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)`,
    'a getter that loops when an error is read': `throw { stack: '', get message() { while (true); } }`,
    'a Proxy that loops when it is shown': `$k.result(new Proxy({}, { ownKeys() { while (true); } }))`,
    'exponential recursion': `const f = () => { try { f() } finally { f() } }; f()`,
  }
  test.each(Object.entries(unguarded))('%s ends the kernel', async (_name, code) => {
    restart({ graceMillis: 200 })
    await expectAlive()
    const outcome = await kernel.run(code, { timeLimitMillis: 300 })
    expect(outcome.end?.code).toBe('kernel/time-limit')
    expect(outcome.end?.message).toMatch(sentence)
  })
})

describe('a cell that takes memory without end', () => {
  const greedy: Record<string, string> = {
    arrays: `const all = []; while (true) { $k.guard(); all.push(new Array(1000).fill(all.length)) }`,
    'objects held by closures': `const all = []; while (true) { $k.guard(); const big = { n: all.length, s: [1, 2, 3] }; all.push(() => big) }`,
    strings: `const all = []; while (true) { $k.guard(); all.push(('x'.repeat(1000) + all.length).split('').join('y')) }`,
    'array buffers': `const all = []; while (true) { $k.guard(); all.push(new Uint8Array(10_000_000).fill(1)) }`,
    'small array buffers': `const all = []; while (true) { $k.guard(); all.push(new Uint8Array(1000).fill(1)) }`,
    'one array filled': `const all = []; for (;;) all.push(Array(3e7).fill(0))`,
    'a map': `const all = []; for (;;) { const map = new Map(); for (let i = 0; i < 1e6; i += 1) map.set(i, { i }); all.push(map) }`,
    promises: `const all = []; for (;;) all.push(new Promise(() => {}).then(() => all))`,
    'a string doubled and flattened': `const all = []; for (;;) { let s = 'ab'; for (let i = 0; i < 24; i += 1) s += s; all.push(s.split('').reverse().join('')) }`,
  }
  test.each(Object.entries(greedy))('%s: the kernel is ended', async (_name, code) => {
    restart({ memoryBytes: 400 * 2 ** 20, heapMebibytes: 200 })
    await expectAlive()
    const outcome = await kernel.run(code, { timeLimitMillis: 60_000 })
    expect(outcome.end?.code).toBe('kernel/memory-limit')
    expect(outcome.end?.message).toMatch(sentence)
  })

  test('a size that no engine gives is an error of the cell', async () => {
    for (const code of [`'x'.repeat(2 ** 30)`, `new Array(-1)`, `new ArrayBuffer(2 ** 53)`]) {
      const outcome = await kernel.run(code)
      expect(outcome).toMatchObject({ status: 'error', error: { name: 'RangeError' } })
    }
    await expectAlive()
  })
})

describe('a cell that floods its output', () => {
  test('on a stream is cut at a megabyte, said once, and ends in time', async () => {
    const outcome = await kernel.run(
      `for (let i = 0; i < 1e5; i += 1) console.log('x'.repeat(100))`,
    )
    expect(outcome.status).toBe('ok')
    expect(outcome.stdout.length).toBeLessThan(1_000_200)
    expect(outcome.stdout.match(/is cut here/g)).toHaveLength(1)
    await expectAlive()
  })

  test('with one huge text', async () => {
    const outcome = await kernel.run(`console.log('é'.repeat(5e7))`)
    expect(outcome.stdout).toMatch(/stdout is cut here: a cell may write 1 MB to it/)
    await expectAlive()
  })

  test('with displays', async () => {
    const outcome = await kernel.run(
      `const { display } = $k.module('replilab'); for (let i = 0; i < 5000; i += 1) display(i)`,
    )
    expect(outcome.displays).toHaveLength(1000)
    expect(outcome.stderr.match(/a display is left out/g)).toHaveLength(1)
    await expectAlive()
  })

  test('with a display that is too large', async () => {
    const outcome = await kernel.run(
      `$k.result({ [Symbol.for('replilab.display')]: () => ({ 'text/plain': 'x'.repeat(9e6) }) })`,
    )
    expect(outcome.displays).toHaveLength(0)
    expect(outcome.stderr).toMatch('a display is left out: a cell may show 8 MB')
  })

  test('with a value of millions of items', async () => {
    const outcome = await kernel.run(
      `$k.result(Array.from({ length: 1e6 }, (_, i) => ({ i, more: [i, i, [i]] })))`,
    )
    expect(outcome.result?.length).toBeLessThan(20_000)
    expect(outcome.result).toMatch('999900 more items')
  })
})

describe('a cell that throws something odd', () => {
  const odd: Record<string, string> = {
    null: `throw null`,
    undefined: `throw undefined`,
    'a number': `throw 7`,
    'a symbol': `throw Symbol('s')`,
    'an object without prototype': `throw Object.create(null)`,
    'a revoked Proxy': `const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy`,
    'a Proxy whose traps throw': `throw new Proxy({}, new Proxy({}, { get() { throw new Error('trap') } }))`,
    'an error with a throwing message': `throw Object.defineProperty(new Error(), 'message', { get() { throw 1 } })`,
    'an error with a throwing name': `throw Object.defineProperty(new Error('m'), 'name', { get() { throw 1 } })`,
    'an error with a throwing stack': `throw Object.defineProperty(new Error('m'), 'stack', { get() { throw 1 } })`,
    'an object with a throwing toString': `throw { toString() { throw 1 } }`,
    'an error with a huge message': `throw new Error('x'.repeat(1e8))`,
    'an error with a message that is no text': `throw Object.assign(new Error(), { message: { a: 1 } })`,
    'an error that causes itself': `const e = new Error('round'); e.cause = e; throw e`,
    'the end of the stack': `const f = () => f(); f()`,
    'an aggregate': `throw new AggregateError([new Error('a'), null], 'many')`,
    'in a timer': `setTimeout(() => { throw null }, 1)`,
    'in a promise that nobody waits for': `Promise.reject(null)`,
    'in a microtask': `queueMicrotask(() => { throw null })`,
  }
  test.each(Object.entries(odd))('%s gets one error, and the kernel lives', async (_name, code) => {
    const outcome = await kernel.run(code)
    expect(outcome.status).toBe('error')
    expect(outcome.error?.name).toMatch(/./)
    expect(JSON.stringify(outcome.error).length).toBeLessThan(30_000)
    await expectAlive()
  })
})

describe('the process of a kernel', () => {
  test('connects to nobody', async () => {
    const server = createServer()
    let connections = 0
    server.on('connection', () => {
      connections += 1
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    for (const code of [
      `await fetch('http://127.0.0.1:${port}/')`,
      `new WebSocket('ws://127.0.0.1:${port}/')`,
      `const net = await import('node:net'); net.connect(${port})`,
      `process.getBuiltinModule('net').connect(${port})`,
    ]) {
      expect((await kernel.run(code)).status).toBe('error')
    }
    server.close()
    expect(connections).toBe(0)
  })

  test('ends when it is told to', async () => {
    await expectAlive()
    const ended = kernel.run('await new Promise(() => {})')
    connection.terminate()
    expect((await ended).end).toEqual({ code: 'kernel/closed', message: 'The kernel was closed.' })
  })
})
