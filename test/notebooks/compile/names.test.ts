// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources of cells hold templates
import { describe, expect, test } from 'vitest'
import { compiled } from './harness.ts'

const rows: [source: string, defines: string[], uses: string[]][] = [
  ['', [], []],
  ['const a = b, { c, d: [e = f], ...g } = h', ['a', 'c', 'e', 'g'], ['b', 'f', 'h']],
  ['function f(x) { return x + y }', ['f'], ['y']],
  ['class A extends B { [c] = d; static { e } }', ['A'], ['B', 'c', 'd', 'e']],
  ['enum E { A = x, B = A, C = E.A }', ['E'], ['x']],
  [
    "import { a, b as c, type D } from 'replilab'\nimport * as r from 'replilab'",
    ['a', 'c', 'r'],
    [],
  ],
  ["import type { A } from 'replilab'\nimport 'replilab'", [], []],
  ['interface A { x: B }\ntype C = typeof d\ndeclare const e: F', [], []],
  ['let x: Foo<Bar> = y as Baz', ['x'], ['y']],
  ['for (var i = 0; i < n; i++) { let j = i; var k = j }', ['i', 'k'], ['n']],
  ['for (const x of xs) { try { z } catch (error) { error } }', [], ['xs', 'z']],
  ['x = 1; y += 1; [z] = [1]; ({ w: v } = {})', [], ['v', 'x', 'y', 'z']],
  ['o.x; o?.y; ({ x: 1, [k]: 2, m() {} }); a: for (;;) break a', [], ['k', 'o']],
  ['console.log(Math.max(1), JSON, undefined, new Map(), setTimeout)', [], []],
  [
    'process.exit(); fetch(); require; window; document',
    [],
    ['document', 'fetch', 'process', 'require', 'window'],
  ],
  ['b; a; b; Z', [], ['Z', 'a', 'b']],
  ['const f = (a, { b }, [c] = d) => { var e; { function g() {} } return g }', ['f'], ['d', 'g']],
  ['function f() { return arguments }\n() => arguments', ['f'], ['arguments']],
  [
    'typeof a; `${b}`; c`${d}`; new e(f); g!; <H>i; j satisfies K',
    [],
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'i', 'j'],
  ],
  ['const a = () => b, b = 1', ['a', 'b'], []],
  ['abstract class A { abstract x: Y; declare z: Z; m?(p?: P): R { return p } }', ['A'], []],
  ['function f(this: T): asserts x is U\nfunction f() {}', ['f'], []],
]

describe('the names that a cell defines and uses are found', () => {
  for (const [source, defines, uses] of rows) {
    test(source, () => {
      const cell = compiled(source)
      expect([cell.defines, cell.uses]).toEqual([defines, uses])
    })
  }
})

test('a built-in that another cell defines is taken from the shared scope', () => {
  expect(compiled('Map', ['Map']).uses).toEqual(['Map'])
  expect(compiled('const Map = 1; Map').uses).toEqual([])
})
