// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources of cells hold templates
import { describe, expect, test } from 'vitest'
import { createHarness } from './harness.ts'

/** Each row: cells run one after the other, and the value of the last one. */
const rows: Record<string, [cells: string[], value: unknown][]> = {
  'the last expression is the result': [
    [['1 + 1'], 2],
    [['1 + 1;'], 2],
    [['1 + 1 // comment'], 2],
    [['1 + 1 /* a */ ; // b\n/* c */'], 2],
    [['({ a: 1 })'], { a: 1 }],
    [["'text'"], 'text'],
    [["'use strict'\n'text';"], 'text'],
    [['1, 2'], 2],
    [['await Promise.resolve(3)'], 3],
    [['let a = 1'], undefined],
    [['if (true) 1'], undefined],
    [[''], undefined],
    [['// only a comment'], undefined],
    [['#!/usr/bin/env node\n7'], 7],
  ],
  'every kind of declaration is shared': [
    [['const a = 1, b = a + 1', 'a + b'], 3],
    [['let a', 'a'], undefined],
    [['let a: number', 'a = 2', 'a'], 2],
    [
      ['const { a, b: [c, , d = 4], ...rest } = { a: 1, b: [2, 3], e: 5 }', '[a, c, d, rest]'],
      [1, 2, 4, { e: 5 }],
    ],
    [
      ['const [a, ...rest] = [1, 2, 3], { length } = rest', '[a, rest, length]'],
      [1, [2, 3], 2],
    ],
    [
      ['let { a = 1, b: { c = a + 1 } = {} } = {} as any', '[a, c]'],
      [1, 2],
    ],
    [['const y = f(); function f() { return 1 }', 'y + f()'], 2],
    [['async function f() { return 1 }', 'await f()'], 1],
    [
      ['function* g() { yield 1; yield 2 }', '[...g()]'],
      [1, 2],
    ],
    [
      [
        'async function* g() { yield 1 }',
        'const seen = []; for await (const x of g()) seen.push(x)',
        'seen',
      ],
      [1],
    ],
    [['class A { static made = new A(); x = 1 }', 'A.made.x'], 1],
    [
      [
        'export const a = 1; export function f() { return a }\nexport class B { a = f() }',
        'new B().a',
      ],
      1,
    ],
    [
      ['for (var i = 0, n; i < 3; i++) n = i', '[i, n]'],
      [3, 2],
    ],
    [['for (var x of [1, 2]);', 'x'], 2],
    [
      ['for (var { x, y = x } of [{ x: 1 }]) {}', '[x, y]'],
      [1, 1],
    ],
    [['for (var k in { a: 1, b: 2 }) ;', 'k'], 'b'],
    [
      ['if (true) { var a = 1 } else var b = 2', '[a, typeof b, b]'],
      [1, 'undefined', undefined],
    ],
    [['const seen = a\nvar a = 1', 'seen'], undefined],
    [['var a = 1; var a', 'a'], 1],
    [
      ['try { var t = 1 } catch { var u } switch (1) { case 1: var v = 3 }', '[t, u, v]'],
      [1, undefined, 3],
    ],
    [['let x = 1', 'x = x + 1', 'x'], 2],
  ],
  'later changes are seen by earlier functions': [
    [['let x = 1; const f = () => x', 'x = 5', 'f()'], 5],
    [['const f = () => g()', 'const g = () => 2', 'f()'], 2],
    [['function f() { return 1 } const h = () => f()', 'function f() { return 2 }', 'h()'], 2],
  ],
  'references are rewritten wherever they stand': [
    [
      ['const x = 1', 'const o = { x, y: x, [x]: x, f: { x } }', 'o'],
      { x: 1, y: 1, 1: 1, f: { x: 1 } },
    ],
    [['let x = 1', 'x++; ++x; x += 2; x **= 2; x ??= 1', 'x'], 25],
    [
      ['let a = 1, b = 2', '[a, b] = [b, a]', '[a, b]'],
      [2, 1],
    ],
    [
      ['let a, b', '({ a, b = 4 } = { a: 3 })', '[a, b]'],
      [3, 4],
    ],
    [['let a', 'for (a of [1, 2]) ;\nfor (a in { z: 1 }) ;', 'a'], 'z'],
    [['let a', '({ a: a } = { a: 1 }); ({ ...a } = { b: 1 })', 'a'], { b: 1 }],
    [['const x = 2', '`${x}${`${x * x}`}`'], '24'],
    [['const f = (s) => s.raw[0]', 'f`a\\n`'], 'a\\n'],
    [
      ['const f = () => 1', '[f?.(), f!(), (f)(), (f as any)()]'],
      [1, 1, 1, 1],
    ],
    [
      ['const a = { b: { c: 1 } }', '[a?.b.c, a!.b!.c, a["b"]]'],
      [1, 1, { c: 1 }],
    ],
    [['class A {}', 'class B extends A { a = new A() }\nnew B() instanceof A'], true],
    [
      [
        'const k = "z"',
        'class A { [k]() { return k } static [k] = k; get k() { return 1 } }',
        '[new A().z(), A.z, new A().k]',
      ],
      ['z', 'z', 1],
    ],
    [['const x = 8', 'x / 2 / 2'], 2],
    [
      ['const g = 2', 'const re = /g/g\n;[re.test("g"), 4 / g]'],
      [true, 2],
    ],
    [['let a = 1', 'label: for (;;) { a = 2; break label }', 'a'], 2],
    [
      ['const f = (...xs) => xs', 'f(...f(1, 2))'],
      [1, 2],
    ],
  ],
  'locals hide shared names': [
    [['const x = 1', '((x) => x)(2)'], 2],
    [['const x = 1', '{ const x = 2 }\nx'], 1],
    [
      ['const x = 1', 'const f = (y = x) => { var x = 3; return [y, x] }', 'f()'],
      [1, 3],
    ],
    [
      ['const x = 1', 'try { throw 2 } catch (x) { var y = x }', '[x, y]'],
      [1, 2],
    ],
    [['const f = function g(n) { return n ? g(n - 1) : typeof g }', 'f(2)'], 'function'],
    [['const x = 1', 'for (const x of [5]) for (let x = 7; x < 8; x++) ;\nx'], 1],
    [
      [
        'const x = 1',
        'function f({ x, ...y }) { { function x2() {} } return arguments.length + x }',
        'f({ x: 2 })',
      ],
      3,
    ],
    [
      ['const x = 1', 'class C { static y = 0; static { var x = 4; C.y = x } }', '[C.y, x]'],
      [4, 1],
    ],
    [
      ['const x = 1', 'const f = () => { if (true) { var x = 2 } return x }', '[f(), x]'],
      [2, 1],
    ],
  ],
  '`this`, names and undeclared names are as in a module': [
    [['this'], undefined],
    [['(() => this)()'], undefined],
    [['function f() { return this }', 'f()'], undefined],
    [
      ['const f = function () { return this }', '[f(), (f)(), f!(), (f as any)(), f``]'],
      [undefined, undefined, undefined, undefined, undefined],
    ],
    [['const o = { m() { return this === o } }', 'o.m()'], true],
    [
      [
        'class A { x = this; m = () => this; static s = this; [typeof this] = 1 }',
        'const a = new A(); [a.x === a, a.m() === a, A.s === A, a.undefined]',
      ],
      [true, true, true, 1],
    ],
    [['typeof nothing'], 'undefined'],
    [['typeof (nothing)'], 'undefined'],
    [['const a = 1', 'typeof a'], 'number'],
    [
      [
        'const a = () => 1, b = function () {}, c = class {}, d = async () => {}',
        '[a, b, c, d].map((f) => f.name)',
      ],
      ['a', 'b', 'c', 'd'],
    ],
    [
      [
        'const { f = () => 1 } = {}; let g; g = () => 2; let h; h ??= class {}',
        '[f.name, g.name, h.name]',
      ],
      ['f', 'g', 'h'],
    ],
    [
      [
        'const a = function own() {}, b = (() => 1), c = (() => 1) as any, d = [() => 1][0]',
        '[a, b, c, d].map((f) => f.name)',
      ],
      ['own', 'b', 'c', ''],
    ],
    [
      [
        'class A { static name = "own" } const B = class { static name = "mine" }',
        '[A.name, B.name]',
      ],
      ['own', 'mine'],
    ],
    [
      ['(() => { try { undeclared } catch (error) { return error.message } })()'],
      'undeclared is not defined',
    ],
    [['const Map = 1', 'Map'], 1],
    [['eval("1 + 1")'], 2],
  ],
  'names that collide with ours or with Object work': [
    [['const $ = 1, $k = 2', 'const $1 = 3; $ + $k + $1'], 6],
    [['function $() { return 4 }', '$()'], 4],
    [
      [
        'const __proto__ = 1, constructor = 2, then = 3, toString = 4',
        '[__proto__, constructor, then, toString]',
      ],
      [1, 2, 3, 4],
    ],
    [['const __proto__ = 1', 'Object.keys({ __proto__ })'], ['__proto__']],
    [['const __proto__ = () => 1', '__proto__.name'], '__proto__'],
    [['const async = (x) => x, of = 1, get = 2, type = 3', 'async(of + get + type)'], 6],
    [['const \\u0061b = 1', 'ab + \\u{61}b'], 2],
    [['const état = 1, 数 = 2, 𝒳 = 3', 'état + 数 + 𝒳'], 6],
  ],
  'types leave nothing behind': [
    [
      [
        'interface A { x: number }\ntype B = A\ndeclare const c: B\ndeclare function d(): void',
        'typeof c',
      ],
      'undefined',
    ],
    [
      ['enum E { A, B = 5, C, D = "d", F = B | C, G = `${1}`, "h-i" = 9 }', 'E'],
      {
        0: 'A',
        5: 'B',
        6: 'C',
        7: 'F',
        9: 'h-i',
        A: 0,
        B: 5,
        C: 6,
        D: 'd',
        F: 7,
        G: '1',
        'h-i': 9,
      },
    ],
    [
      ['enum E { A = 1 } enum E { B = 2 }', '[E.A, E.B, E[2]]'],
      [1, 2, 'B'],
    ],
    [
      ['const n = 3\nenum E { E = n, F = E + n }', '[E.E, E.F]'],
      [3, 6],
    ],
    [['enum E {}', 'E'], {}],
    [['export const enum E { A = 1 }', 'E.A'], 1],
    [['function f() { enum L { A = 1 } return L.A }', 'f()'], 1],
    [
      [
        'class P { constructor(private x: number, readonly y = 2) {} sum() { return this.x + this.y } }',
        'new P(1).sum()',
      ],
      3,
    ],
    [
      [
        'class P { constructor(public x) {} } class Q extends P { constructor(public y) { super(1); this.y += this.x } }',
        'new Q(2).y',
      ],
      3,
    ],
    [
      [
        'abstract class A<T> { declare t: T; abstract f(): void; private z?: number = 1; static readonly s! : number; [k: string]: any; m?(): void {} }\nclass B extends A<number> implements Iface, Other<A> { override f(): void {} }',
        'Object.keys(new B())',
      ],
      ['z'],
    ],
    [
      [
        'function f<T>(this: void, a?: T, ...r: T[]): asserts a is T { return r.length }',
        'f<number>(1, 2)',
      ],
      1,
    ],
    [['function f(this: any,) { return 1 }', 'f()'], 1],
    [
      [
        'function f(a: string): string\nfunction f(a: number): number\nfunction f(a) { return a }',
        'f(1)',
      ],
      1,
    ],
    [['const f = async <T,>(x: T):\n Promise<T>\n => x', 'await f(1)'], 1],
    [['const f = () => <any>{ a: 1 }', 'f()'], { a: 1 }],
    [['const x = 2, y = 3', 'x + y as number * 2'], 10],
    [['let x = 1', '(x as any) = 2; (<any>x) += 1; x!++', 'x'], 4],
    [
      [
        'const x = 1; class A { #x = 2; has(o: object) { return #x in o && this.#x === 2 } }',
        'new A().has(new A())',
      ],
      true,
    ],
    [['const a = [1] satisfies number[] as const', 'a![0]'], 1],
    [
      [
        'namespace N { export interface A {} }\ndeclare namespace M { const a: 1 }\ndeclare module "x" {}\ndeclare global {}',
        'typeof N',
      ],
      'undefined',
    ],
    [
      ['export type A = 1; export interface B {}\nexport declare const c: 1', 'typeof c'],
      'undefined',
    ],
    [['if (true) type = 5\nelse type = 6\nvar type', 'type'], 5],
    [['if (false) type X = 1\n', '1'], 1],
    [['const f = <T,>(x: T) => x; const g = f<number>', 'g(1)'], 1],
    [['new Map<string, number>([["a", 1]]).size'], 1],
    [
      ['const { a }: { a: number } = { a: 1 }; let b!: number; b = 2', '[a, b]'],
      [1, 2],
    ],
    [['try { throw 1 } catch (e: unknown) { var x = e as number }', 'x'], 1],
    [
      [
        'class A { get x(): number { return 1 } set x(v: number) {} static async *g<T>(): AsyncGenerator<T> {} private async = 1; readonly = 2; static = 3 }',
        'const a = new A() as any; [a.async, a.readonly, a.static]',
      ],
      [1, 2, 3],
    ],
  ],
  'line breaks end statements where the source says so': [
    [['let x = 1 as any\n(2)\nx'], 1],
    [['const a = [1]', 'let y = a satisfies any\n[0]\ny'], [1]],
    [['let y = 1!\n++y', 'y'], 2],
    [['const f = () => 1', 'let n = 0\nf()\nn++\nf()\nn'], 1],
    [['const a = 1\n{ a }\na'], 1],
    [['class A { x = 1 as any\n["y"] = 2 }', '1'], 1],
    [['let i = 0\ndo i++; while (i < 3) i', 'i'], 3],
    [['const f = () => { return\n1 }', 'f()'], undefined],
    [['let a, b\na = 1\nb = a\n;[a, b] = [2, 3];\n`${a}${b}`'], '23'],
  ],
  'text of every kind is kept': [
    [['"</script><!-- -->"'], '</script><!-- -->'],
    [['let a = 1, b = 2', 'a<!--b'], false],
    [['"\ud800"'], '\ud800'],
    [['"a\u2028b"'], 'a\u2028b'],
    [['`a\u2029b`'], 'a\u2029b'],
    [['1 // a\u2028+ 1'], 2],
    [['`a\r\nb`'], 'a\nb'],
    [['1\r\n+ 1\r'], 2],
    [['"use strict"; "\\u0024{x}"'], '${x}'],
    [['`$`'], '$'],
  ],
}

describe('a compiled cell gives the values of the source', () => {
  for (const [title, cases] of Object.entries(rows)) {
    describe(title, () => {
      for (const [cells, value] of cases) {
        test(cells.join(' ┊ '), async () => {
          const harness = createHarness()
          let last: unknown
          for (const [index, cell] of cells.entries()) last = await harness.run(cell, `c${index}`)
          expect(last).toEqual(value)
        })
      }
    })
  }
})
