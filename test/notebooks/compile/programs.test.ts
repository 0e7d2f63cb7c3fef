import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { createHarness } from './harness.ts'

/**
 * Statements that define `name` and read `other`, a number defined before (or a literal).
 * Each makes `name` a number that depends on what it read, by another construct of the language.
 */
const constructs: ((name: string, other: string) => string)[] = [
  (name, other) => `const ${name}: number = ${other} + 1`,
  (name, other) => `let ${name} = ${other}; ${name} *= 3; ${name}++`,
  (name, other) => `var ${name} = (${other} as any)! - 2`,
  (name, other) =>
    `const { a: ${name} = 4, ...${name}Rest } = { b: ${other} } as any\n${name}Rest.b += ${name}`,
  (name, other) => `const [, ${name}] = [0, ${other}] satisfies number[]`,
  (name, other) =>
    `function ${name}Of<T>(this: void, x: T, y = ${other}): any { return x as any + y }\nconst ${name} = ${name}Of<number>(1)`,
  (name, other) =>
    `enum ${name}Enum { A = ${other}, B = A + 1, C = A + B, D = 4, E }\nconst ${name} = ${name}Enum.C + ${name}Enum.E`,
  (name, other) =>
    `class ${name}Box<T> { constructor(private readonly value: T, public extra?: number) {}\nget(): any { return this.value } }\nconst ${name} = new ${name}Box<number>(${other}).get()`,
  (name, other) =>
    `let ${name} = 0\nfor (var ${name}I = 0; ${name}I < 3; ${name}I++) ${name} += ${other}`,
  (name, other) =>
    `let ${name}\nfor (const [x, y] of [[${other}, 1]]) { const _${other} = x; ${name} = _${other} + y }`,
  (name, other) =>
    `const ${name} = await (async (value: number): Promise<number> => value % 7)(${other})`,
  (name, other) =>
    `const ${name}Read = () => ${name}\nlet ${name} = ${other} as number\n${name} = ${name}Read() + 1`,
  (name, other) =>
    `interface ${name}Type { x: number }\ntype ${name}Alias = ${name}Type\nlet ${name}: number;\n({ x: ${name} } = { x: ${other} } as ${name}Alias)`,
  (name, other) =>
    `const ${name} = ((${name}: number) => { { let ${name}; ${name} = 5 } return ${name} })(${other})`,
  (name, other) =>
    `var ${name}: number\nswitch (typeof ${name}Missing) { case 'undefined': { ${name} = ${other}; break } default: ${name} = 0 }`,
  (name, other) =>
    `const ${name} = [..."abc"].map((_, i, { length }) => i * length + ${other}).reduce((a, b) => a + b)`,
  (name, other) =>
    `function* ${name}All() { yield ${other}; yield* [1, 2] }\nconst [${name}] = [...${name}All()].reverse().slice(-1)`,
  (name, other) =>
    `abstract class ${name}Base { static ${name}Count = ${other}; abstract f(): void; static { this.${name}Count++ } }\nlet ${name} = ${name}Base.${name}Count`,
  (name, other) =>
    `const ${name}Box = { ${/^\w/.test(other) && /^[a-z]/.test(other) ? other : `n: ${other}`} }\nconst ${name}: number = Object.values(${name}Box)[0]`,
]

interface Program {
  readonly statements: readonly string[]
  readonly names: readonly string[]
  /** Whether a new cell begins before the statement. */
  readonly breaks: readonly boolean[]
}

const step = fc.record({
  construct: fc.nat(constructs.length - 1),
  reads: fc.nat(100),
  breaks: fc.boolean(),
})

const program: fc.Arbitrary<Program> = fc
  .array(step, { minLength: 1, maxLength: 10 })
  .map((steps) => {
    const names = steps.map((_, index) => `v${index}`)
    const statements = steps.map(({ construct, reads }, index) =>
      constructs[construct](names[index], index === 0 ? '7' : names[reads % index]),
    )
    return { statements, names, breaks: steps.map(({ breaks }) => breaks) }
  })

function cellsOf({ statements, breaks }: Program): string[] {
  const cells: string[][] = []
  for (const [index, statement] of statements.entries()) {
    if (index === 0 || breaks[index]) cells.push([])
    cells.at(-1)!.push(statement)
  }
  return cells.map((lines) => lines.join('\n'))
}

/** The program as one script, its types taken away by TypeScript itself. */
async function runAsScript({ statements, names }: Program): Promise<unknown> {
  const body = `export {}\nasync function main() {\n${statements.join('\n')}\nreturn [${names}]\n}`
  const { outputText } = ts.transpileModule(body, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  })
  const script = outputText.replace('export {};', '')
  return new Function(`'use strict';${script}\nreturn main()`)()
}

async function runAsCells({ names, ...program }: Program): Promise<unknown> {
  const harness = createHarness()
  for (const [index, cell] of cellsOf({ names, ...program }).entries()) {
    await harness.run(cell, `c${index}`)
  }
  return harness.run(`[${names}]`)
}

describe('a program split into cells', () => {
  test('gives the values that it gives as one script of TypeScript', {
    timeout: 30_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(program, async (sample) => {
        expect(await runAsCells(sample)).toEqual(await runAsScript(sample))
      }),
      { numRuns: 100 },
    )
  })

  test.each(constructs.map((construct) => construct('v1', 'v0')))(
    'does so with %s',
    async (text) => {
      const sample = { statements: ['let v0 = 7', text], names: ['v0', 'v1'], breaks: [true, true] }
      expect(await runAsCells(sample)).toEqual(await runAsScript(sample))
    },
  )
})
