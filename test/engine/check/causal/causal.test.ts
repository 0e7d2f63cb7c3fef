import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CausalOrder } from '../../../../engine/check/causal/order.ts'
import { causalAndSessions } from '../../../../engine/check/session/ladder.ts'
import { brokenByDefinition, CIRCLE_GUARANTEES } from '../support/causal-by-definition.ts'
import {
  registersOf,
  type SmallOperation,
  type SmallOptions,
  smallHistories,
} from '../support/small-registers.ts'

const RUNS = 2_000

function brokenOf(operations: readonly SmallOperation[]): string[] {
  const verdicts = causalAndSessions(registersOf(operations))
  return verdicts.filter(({ standing }) => standing === 'broken').map(({ guarantee }) => guarantee)
}

function expectAsDefined(options: SmallOptions): void {
  fc.assert(
    fc.property(smallHistories(options), (operations) => {
      const isCircle = CausalOrder.of(registersOf(operations))!.circle !== undefined
      const isJudged = (name: string) =>
        !isCircle || CIRCLE_GUARANTEES.some((guarantee) => guarantee === name)
      const expected = [...brokenByDefinition(operations)].filter(isJudged)
      expect(new Set(brokenOf(operations).filter(isJudged))).toEqual(new Set(expected))
    }),
    { numRuns: RUNS, seed: 7 },
  )
}

test('verdicts are those of the definitions, for clients that wait for their answers', () => {
  expectAsDefined({})
})

test('verdicts are those of the definitions, for one key and two clients', () => {
  expectAsDefined({ keys: 1, processes: 2 })
})

test('verdicts are those of the definitions, for clients with several operations under way', () => {
  expectAsDefined({ overlaps: true, processes: 2 })
})

test('verdicts are those of the definitions, where reads return siblings', () => {
  expectAsDefined({ siblings: true, overlaps: true })
})

test('verdicts are those of the definitions, where reads return what cannot be', () => {
  expectAsDefined({ impossible: true, siblings: true, overlaps: true, maximum: 9 })
})
