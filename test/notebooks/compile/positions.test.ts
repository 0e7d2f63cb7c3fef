import { describe, expect, test } from 'vitest'
import {
  createPositionFinder,
  mapStack,
  readableMessage,
} from '../../../notebooks/compile/index.ts'
import { compiled, createHarness } from './harness.ts'

/** The cell and the place of the first frame of what it throws. */
const rows: [source: string, place: string][] = [
  ['throw new Error()', '1:7'],
  ['const a = 1\n  throw new Error()', '2:9'],
  [
    'interface A {\n  x: number\n}\nconst f = (a: number,\n  b: string): void => { throw new Error() }\nf(1, "")',
    '5:31',
  ],
  ['missing', '1:1'],
  ['const a: number = 1;   missing.x', '1:24'],
  ['const a = 1\na.b.c', '2:5'],
  ['const a = 1\n;(a as any)()', '2:12'],
  ['const a = 1 as any\n  a!<number> /* ( */ (2)', '2:3'],
  ['const a = 1 as any\na\n  (2)', '2:1'],
  ['const a = 1\na?.()', '2:4'],
  ['const a = 1\na`x`', '2:2'],
  ['const a = 1\nfor (;;) a()', '2:10'],
  ['enum E { A = 1,\n B = missing }', '2:6'],
  ['const { x, y = missing } = {} as any', '1:16'],
  ['const o = { missing }', '1:13'],
  ['/* é */ const s = "𝒳𝒳"; throw new Error(s)', '1:33'],
  ['"a\u2028b"; throw new Error()', '1:14'],
  ['class A { constructor(private x: number) {\n  throw new Error() } }\nnew A(1)', '2:9'],
  ['function f(): void { throw new Error() }\r\nf()', '1:28'],
  ['await Promise.reject(new Error())', '1:22'],
]

describe('errors are placed in the source', () => {
  for (const [source, place] of rows) {
    test(source, async () => {
      const stack = await createHarness().failure(source, 'c1')
      const [, line, column] = stack.match(/cell c1, line (\d+), column (\d+)/) ?? [stack]
      expect(`${line}:${column}`).toBe(place)
    })
  }
})

test('every identifier of the source is found again from the compiled code', () => {
  const source =
    'const one = two.three(four,\n  [five as Six, ...seven])\nwhile (eight) { nine(one) }'
  const { code, map } = compiled(source)
  const find = createPositionFinder(map)
  const codeLines = code.split('\n')
  const sourceLines = source.split('\n')
  for (const name of ['two', 'three', 'four', 'five', 'seven', 'eight', 'nine']) {
    const line = codeLines.findIndex((text) => text.includes(name))
    const column = codeLines[line].indexOf(name)
    const position = find(line + 1, column + 1)!
    expect(sourceLines[position.line - 1].slice(position.column - 1)).toMatch(
      new RegExp(`^${name}`),
    )
  }
})

describe('a stack is rewritten for a reader', () => {
  test('frames name cells and functions, built-ins stay, and the kernel goes', async () => {
    const harness = createHarness()
    await harness.run('const inner = () => {\n  throw new TypeError("no")\n}', 'one')
    const stack = await harness.failure(
      'class Box {\n  open() { return [1].map(() => inner()) }\n}\nnew Box().open()',
      'two',
    )
    expect(stack.split('\n')).toEqual([
      'TypeError: no',
      '    at inner (cell one, line 2, column 9)',
      '    at cell two, line 2, column 33',
      '    at Array.map (<anonymous>)',
      '    at Box.open (cell two, line 2, column 23)',
      '    at cell two, line 4, column 11',
    ])
  })

  test('messages have the names of the source', async () => {
    const harness = createHarness()
    expect(await harness.failure('const f = 1 as any\nf()')).toMatch(
      /^TypeError: f is not a function\n/,
    )
    expect(await harness.failure('let g = 1 as any\nnew g()')).toMatch(
      /^TypeError: g is not a constructor\n/,
    )
    expect(await harness.failure('let h = 1 as any\nfor (const x of h) ;')).toMatch(
      /^TypeError: h is not iterable/,
    )
    expect(readableMessage('costs $.50 or $5')).toBe('costs $.50 or $5')
  })

  test('a cell that is no more keeps its name', () => {
    const stack = 'Error: x\n    at f (cell:gone:3:4)\n    at run (/app/kernel.js:1:2)'
    expect(mapStack(stack, () => undefined)).toBe('Error: x\n    at f (cell gone)')
  })

  test('text that is no stack stays', () => {
    expect(mapStack('just text\nof two lines', () => undefined)).toBe('just text\nof two lines')
  })
})
