import { describe, expect, test } from 'vitest'
import { createHarness } from './harness.ts'

const rows: [source: string, guards: number][] = [
  ['for (let i = 0; i < 3; i++) { }', 3],
  ['for (let i = 0; i < 3; i++);', 3],
  ['for (let i = 0; i < 2; i++) for (const x of [1, 2]) i + x', 6],
  ['let i = 0\nwhile (i < 3) i++', 3],
  ['let i = 0\ndo i++\nwhile (i < 3)', 3],
  ['for (const k in { a: 1, b: 2 }) if (k) continue; else break', 2],
  ['async function* g() { yield* [1, 2] }\nfor await (const x of g()) x', 2],
  ['const f = () => { while (true) return }\nf()', 1],
  ['outer: for (;;) { for (;;) break outer }', 2],
  ['class A { static { for (const x of [1]) x } }', 1],
  ['function f(n: number): number { return n ? f(n - 1) : 0 }\nf(9)', 0],
]

describe('every iteration of a loop asks whether to go on', () => {
  for (const [source, guards] of rows) {
    test(source, async () => {
      const harness = createHarness()
      await harness.run(source)
      expect(harness.guards()).toBe(guards)
    })
  }
})
