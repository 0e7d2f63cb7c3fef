import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startChildKernel } from '../../main/host/index.ts'
import type { KernelConnection } from '../../notebooks/kernel/index.ts'
import { createClient, type KernelClient } from '../tools/kernel-client.ts'

let connection: KernelConnection
let kernel: KernelClient

beforeEach(() => {
  connection = startChildKernel()
  kernel = createClient(connection)
})
afterEach(() => connection.terminate())

const simulation = `const { simulate, leaderless, workload } = $k.module('replilab')
  const load = workload.ycsb('A', { clients: 2, rate: 50 })
  $k.result(simulate({ model: leaderless(), workload: load, duration: '1s' }).history.length > 50)`

describe('a cell that tampers with built-ins', () => {
  const tampering: Record<string, string> = {
    'Array.prototype.map': `Array.prototype.map = () => 'mine'`,
    'Array.prototype[Symbol.iterator]': `Array.prototype[Symbol.iterator] = function* () { yield 'mine' }`,
    'Promise.prototype.then': `Promise.prototype.then = () => 'mine'`,
    'JSON.stringify': `JSON.stringify = () => '{"type":"done","run":1,"status":"ok"}'`,
    JSON: `globalThis.JSON = undefined`,
    'Object.prototype.toJSON': `Object.prototype.toJSON = () => 'mine'`,
    'Object.prototype.get': `Object.prototype.get = () => 'mine'`,
    'Object.defineProperty': `Object.defineProperty = () => 'mine'`,
    'Function.prototype.call': `Function.prototype.call = () => 'mine'`,
    'Function.prototype.apply': `Function.prototype.apply = () => 'mine'`,
    'Map.prototype.get': `Map.prototype.get = () => 'mine'`,
    'String.prototype.slice': `String.prototype.slice = () => 'mine'`,
    'Error.prototype.name': `Error.prototype.name = { toString() { throw 1 } }`,
    'globalThis.console': `globalThis.console = null`,
    'the iterator of arrays': `Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true })`,
    'the iterator of maps': `Object.getPrototypeOf(new Map().keys()).next = () => ({ done: true })`,
    'typed arrays': `Uint32Array.prototype.constructor = 5; Object.getPrototypeOf(Int8Array).prototype.fill = () => 'mine'`,
    'Symbol.prototype.toString': `Symbol.prototype.toString = () => 'mine'`,
    'every global': `for (const name of Object.getOwnPropertyNames(globalThis)) { try { globalThis[name] = undefined } catch {} }`,
    'the prototype of everything': `for (const name of Object.getOwnPropertyNames(globalThis)) { const value = globalThis[name]
      for (const target of [value, value?.prototype]) { try { for (const key of Reflect.ownKeys(target)) { try { target[key] = () => 'mine' } catch {} } } catch {} } }`,
  }
  test.each(Object.entries(tampering))('%s: the next cell runs as ever', async (_name, code) => {
    await kernel.run(`$.x = 7`, { defines: ['x'] })
    await kernel.run(code)
    const outcome = await kernel.run(`$k.result($.x)`, { uses: ['x'] })
    expect(outcome).toMatchObject({ status: 'ok', result: '7' })
    const failed = await kernel.run(`null.x`)
    expect(failed).toMatchObject({ status: 'error' })
    const simulated = await kernel.run(simulation)
    expect(simulated).toMatchObject({ status: 'ok', result: 'true' })
  })
})
