import { describe, expect, test } from 'vitest'
import { problemOf } from './harness.ts'

/** Source, place as line:column, and the sentence. */
const rows: Record<string, [source: string, place: string, message: string][]> = {
  'compile/syntax': [
    ['const x: number = = 5', '1:19', "line 1: unexpected '='"],
    ['let ok = 1\n  let a: number number = 3', '2:16', 'line 2: missing semicolon'],
    ['f(1,', '1:5', 'line 1: unexpected end of the cell'],
    ['const a = 1\r\nconst b = 2 +\r\n', '3:1', 'line 3: unexpected end of the cell'],
    ["'abc", '1:1', 'line 1: unterminated string constant'],
    ['/* abc', '1:1', 'line 1: unterminated comment'],
    ['`abc', '1:2', 'line 1: unterminated template'],
    ['type X = { a: ; }', '1:15', "line 1: unexpected ';'"],
    ['class A { private }\nlet let = 1', '2:5', "line 2: unexpected reserved word 'let'"],
    ['const a = 1; const a = 2', '1:20', "line 1: identifier 'a' has already been declared"],
    ['return 1', '1:1', "line 1: 'return' outside of function"],
    ['with (a) {}', '1:1', "line 1: 'with' in strict mode"],
    ['const a = 1\na = 2', '2:1', "line 2: assignment to constant variable 'a'"],
    [
      'const a = 1\nconst f = () => { [a] = [2] }',
      '2:20',
      "line 2: assignment to constant variable 'a'",
    ],
    ["import { a } from 'replilab'\na++", '2:1', "line 2: assignment to constant variable 'a'"],
    ['const a = 1\nfor (a of []);', '2:6', "line 2: assignment to constant variable 'a'"],
    ['let a = 1\ndelete a', '2:1', 'line 2: deleting local variable in strict mode'],
    ['let a = 1\ndelete (a as any)', '2:1', 'line 2: a variable cannot be deleted'],
    ['x = /(/', '1:6', 'line 1: invalid regular expression: /(/: Unterminated group'],
    ['await = 1', '1:7', "line 1: unexpected '='"],
    ['namespace for (;;);', '1:1', 'line 1: this is not well-formed TypeScript'],
    ['a: abstract class E { }', '1:13', "line 1: unexpected 'class'"],
    ['#p as T', '1:1', "line 1: unexpected '#'"],
    ['label: namespace typeof a', '1:1', 'line 1: this is not well-formed TypeScript'],
    ['\u2028let = ', '1:2', "line 1: unexpected reserved word 'let'"],
  ],
  'compile/import': [
    [
      "\n\nimport { x } from 'fs'",
      '3:19',
      "line 3: a cell can import from 'replilab' only, not from 'fs'",
    ],
    [
      "import type { x } from './x'",
      '1:24',
      "line 1: a cell can import from 'replilab' only, not from './x'",
    ],
    [
      "import 'node:fs'",
      '1:8',
      "line 1: a cell can import from 'replilab' only, not from 'node:fs'",
    ],
    [
      "import r from 'replilab'",
      '1:8',
      "line 1: 'replilab' has no default export, use import { … } or import * as r",
    ],
    [
      "import { default as r } from 'replilab'",
      '1:10',
      "line 1: 'replilab' has no default export, use import { … } or import * as r",
    ],
    [
      "await import('fs')",
      '1:7',
      "line 1: import() is not supported, write import { … } from 'replilab' at the top of the cell",
    ],
  ],
  'compile/unsupported': [
    ['import.meta.url', '1:1', 'line 1: a cell has no import.meta: it is not a file'],
    [
      "import fs = require('fs')",
      '1:1',
      "line 1: 'import … =' is not supported, use import { … } from 'replilab'",
    ],
    [
      'export default 1',
      '1:1',
      'line 1: a cell has no exports: its top-level names are shared with the other cells',
    ],
    [
      'let a; export { a }',
      '1:8',
      'line 1: a cell has no exports: its top-level names are shared with the other cells',
    ],
    [
      "export * from 'replilab'",
      '1:1',
      'line 1: a cell has no exports: its top-level names are shared with the other cells',
    ],
    [
      'export = 1',
      '1:1',
      'line 1: a cell has no exports: its top-level names are shared with the other cells',
    ],
    [
      'namespace N { export const a = 1 }',
      '1:1',
      'line 1: a namespace with values is not supported, use an object or a class',
    ],
    [
      '{ namespace N { const a = 1 } }',
      '1:3',
      'line 1: a namespace with values is not supported, use an object or a class',
    ],
    ['const a = 1\nconst b = <b>{a}</b>', '2:11', 'line 2: JSX is not supported'],
    ['f(<></>)', '1:3', 'line 1: JSX is not supported'],
    ['@dec class A {}', '1:1', 'line 1: decorators are not supported'],
    [
      'class A { accessor x = 1 }',
      '1:11',
      "line 1: 'accessor' fields are not supported, write a getter and a setter",
    ],
    ['using x = y', '1:1', "line 1: 'using' is not supported, use const and try … finally"],
    ['('.repeat(100_000), '1:1', 'line 1: the cell is nested too deeply'],
    [`${'a+'.repeat(100_000)}1`, '1:1', 'line 1: the cell is nested too deeply'],
  ],
}

describe('what cannot be compiled is said with its place', () => {
  for (const [code, cases] of Object.entries(rows)) {
    describe(code, () => {
      for (const [source, place, message] of cases) {
        test(source.slice(0, 60), () => {
          const problem = problemOf(source)
          const { line, column } = problem.position
          expect([problem.code, `${line}:${column}`, problem.message]).toEqual([
            code,
            place,
            message,
          ])
        })
      }
    })
  }
})

test('of several problems the first in the source is told', () => {
  const problem = problemOf("const a = 1\na = 2\nimport x from 'fs'\n@dec class A {}")
  expect(problem.position).toEqual({ line: 2, column: 1 })
})
