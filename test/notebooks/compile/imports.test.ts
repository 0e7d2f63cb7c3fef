import { expect, test } from 'vitest'
import { createHarness } from './harness.ts'

const modules = { one: 1, double: (x: number) => 2 * x, 'a b': 3 }

test('an import in one cell is seen in the next', async () => {
  const harness = createHarness(modules)
  await harness.run("import { one, double as twice, 'a b' as ab } from 'replilab'")
  expect(await harness.run('twice(one) + ab')).toBe(5)
})

test('imports are there before the first line', async () => {
  const source =
    "const x = one\nimport { one } from 'replilab'\nimport * as all from 'replilab'\nx + all.one"
  expect(await createHarness(modules).run(source)).toBe(2)
})

test('a type imported as a value does no harm', async () => {
  const source = "import { Scenario, type Run, one } from 'replilab'\nconst x: Scenario = one\nx"
  expect(await createHarness(modules).run(source)).toBe(1)
})
