import { expect, test } from 'vitest'
import { resolve, ScenarioError, type ScenarioSpec, simulate } from '../../../engine/index.ts'
import { REFUSED } from './refusal-cases.ts'

const refusalOf = (spec: unknown) => {
  const resolved = resolve(spec as ScenarioSpec)
  return resolved.ok ? undefined : resolved.problem
}

test('every wrong scenario is refused with a sentence that names the field, the value and what is allowed', async () => {
  const sentences = REFUSED.map(([title, spec]) => {
    const problem = refusalOf(spec())
    return `${title}\n  ${problem?.code}\n  ${problem?.message}\n`
  })
  await expect(sentences.join('\n')).toMatchFileSnapshot('refusals.txt')
})

test.each(REFUSED)('%s is one sentence with a code', (_title, spec) => {
  const problem = refusalOf(spec())
  expect(problem?.code).toMatch(/^scenario\/[a-z-]+$/)
  expect(problem?.message).toMatch(/^\S.*\.$/)
  expect(problem?.message).not.toMatch(/undefined|\[object|NaN[a-z]|\n/)
})

test('simulate throws the sentence as a ScenarioError with its code', () => {
  const attempt = () => simulate({ model: { kind: 'leaderless', write: 4 } })
  expect(attempt).toThrow(ScenarioError)
  expect(attempt).toThrow(
    'model.write is 4, but must be a whole number from 1 to 3 (the replication factor).',
  )
  expect(attempt).toThrow(expect.objectContaining({ code: 'scenario/out-of-range' }))
})
