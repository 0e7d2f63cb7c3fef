import { runInThisContext } from 'node:vm'
import {
  type CellProblem,
  type CompiledCell,
  compileCell,
  createPositionFinder,
  mapStack,
  type PositionFinder,
} from '../../../notebooks/compile/index.ts'

/** Runs compiled cells against a shared scope that behaves as the kernel's: names not defined throw. */
export interface Harness {
  readonly values: Record<string, unknown>
  /** Guards called so far. */
  guards(): number
  /** Compiles and runs one cell: gives what its last statement handed over, `undefined` without. */
  run(source: string, cell?: string): Promise<unknown>
  /** The readable stack of the error that the cell throws. */
  failure(source: string, cell?: string): Promise<string>
}

export function compiled(source: string, known: Iterable<string> = []): CompiledCell {
  const result = compileCell(source, { cell: 'a', known: new Set(known) })
  if (!result.ok) throw new Error(`${result.problem.message}: ${source}`)
  return result.value
}

export function problemOf(source: string): CellProblem {
  const result = compileCell(source, { cell: 'a', known: new Set() })
  if (result.ok) throw new Error(`compiled to ${result.value.code}`)
  return result.problem
}

type CompiledFunction = (shared: object, kernel: object) => Promise<void>

export const evaluate = (code: string, cell = 'a'): CompiledFunction =>
  runInThisContext(code, { filename: `cell:${cell}` })

export function createHarness(modules: Record<string, unknown> = {}): Harness {
  const values: Record<string, unknown> = Object.create(null)
  const shared = strictScope(values)
  const finders = new Map<string, PositionFinder>()
  let guards = 0

  const run = async (source: string, cell = 'a'): Promise<unknown> => {
    const { code, map } = compiled(source, Object.keys(values))
    finders.set(cell, createPositionFinder(map))
    let result: unknown
    const kernel = {
      guard: () => {
        guards += 1
      },
      module: () => modules,
      result: (value: unknown) => {
        result = value
      },
    }
    await evaluate(code, cell)(shared, kernel)
    return result
  }

  const failure = async (source: string, cell?: string): Promise<string> => {
    const error = await run(source, cell).then(
      () => new Error('no error'),
      (reason: Error) => reason,
    )
    return mapStack(error.stack!, (id) => finders.get(id))
  }

  return { values, guards: () => guards, run, failure }
}

function strictScope(values: Record<string, unknown>): object {
  return new Proxy(values, {
    get(target, name) {
      if (!(name in target)) throw new ReferenceError(`${String(name)} is not defined`)
      return target[name as string]
    },
  })
}
