import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspect } from '../../../notebooks/kernel/inspect/inspect.ts'
import { defaultLimits } from '../../../notebooks/kernel/limits.ts'

class Point {
  x = 1
  get far() {
    throw new Error('a getter was called')
  }
}
const circle: Record<string, unknown> = { a: 1 }
circle.self = circle

const shown: [unknown, string][] = [
  ['it', "'it'"],
  ["it's", '"it\'s"'],
  ['a\nb', "'a\\nb'"],
  [-0, '-0'],
  [12n, '12n'],
  [null, 'null'],
  [Symbol('s'), 'Symbol(s)'],
  [[], '[]'],
  [{}, '{}'],
  [{ a: 1, 'b-c': [1, 'x'] }, "{ a: 1, 'b-c': [ 1, 'x' ] }"],
  [new Array(2), '[ empty, empty ]'],
  [new Map([[{ a: 1 }, 'x']]), "Map(1) { { a: 1 } => 'x' }"],
  [new Set([1, 2]), 'Set(2) { 1, 2 }'],
  [new Uint8Array([1, 2]), 'Uint8Array(2) [ 1, 2 ]'],
  [new ArrayBuffer(3), 'ArrayBuffer(3 bytes)'],
  [new Point(), 'Point { x: 1 }'],
  [Point, '[class Point]'],
  [function named() {}, '[Function: named]'],
  [Object.create(null), '[no prototype] {}'],
  [new TypeError('bad'), 'TypeError: bad'],
  [Object.assign(new Error('bad'), { code: 7 }), 'Error: bad { code: 7 }'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  [/a+/g, '/a+/g'],
  [circle, '{ a: 1, self: [Circular] }'],
  [{ get a() { return 1 }, set b(_: number) {} }, '{ a: [Getter], b: [Setter] }'], // biome-ignore format: one row a case
  [{ a: { b: { c: { d: { e: { f: 1 } } } } } }, '{ a: { b: { c: { d: { e: [Object] } } } } }'],
]

test.each(shown)('%# is shown as one writes it', (value, text) => {
  expect(inspect(value, defaultLimits.inspect)).toBe(text)
})

test('long values are broken into lines, short items filled', () => {
  const text = inspect(
    Array.from({ length: 120 }, (_, index) => index),
    defaultLimits.inspect,
  )
  expect(text.split('\n').length).toBeLessThan(12)
  expect(text).toMatch(/… 20 more items\n\]$/)
})

test('never throws and stays bounded, whatever the value', () => {
  const limits = { ...defaultLimits.inspect, characters: 2_000, stringCharacters: 100 }
  fc.assert(
    fc.property(
      fc.anything({ maxDepth: 6, withBigInt: true, withMap: true, withSet: true }),
      (value) => {
        expect(inspect(value, limits).length).toBeLessThan(20_000)
      },
    ),
  )
})

test('a Proxy that throws is told as such', () => {
  const throwing = () => {
    throw new Error('trap')
  }
  const proxy = new Proxy({}, { ownKeys: throwing, getPrototypeOf: throwing })
  expect(inspect([proxy], defaultLimits.inspect)).toBe('[ [Object that cannot be inspected] ]')
})
