import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearizable } from '../../../../engine/check/linearizable/linearizable.ts'
import { casRegister } from '../../../../engine/check/models/cas-register.ts'
import { keyValue } from '../../../../engine/check/models/key-value.ts'
import { register } from '../../../../engine/check/models/register.ts'
import type { SequentialModel } from '../../../../engine/check/sequential-model.ts'
import { anyHistory, type Draft, historyOf, mutated, validHistory } from '../support/histories.ts'
import {
  casInput,
  keyValueInput,
  keyValueOutput,
  REGISTER_ANSWERS,
  registerInput,
  registerOutput,
} from '../support/inputs.ts'
import { isLinearizable } from '../support/naive.ts'

const RUNS = 1_500

interface Case {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: any model goes with its own histories
  readonly model: SequentialModel<any, any, any>
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly valid: fc.Arbitrary<Draft<any, any>[]>
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly any: fc.Arbitrary<Draft<any, any>[]>
}

const CASES: readonly Case[] = [
  {
    name: 'register',
    model: register(),
    valid: validHistory(register(), registerInput, REGISTER_ANSWERS),
    any: anyHistory(registerInput, registerOutput),
  },
  {
    name: 'register with compare-and-set',
    model: casRegister(),
    valid: validHistory(casRegister(), casInput, REGISTER_ANSWERS),
    any: anyHistory(casInput, registerOutput),
  },
  {
    name: 'store of texts',
    model: keyValue(),
    valid: validHistory(keyValue(), keyValueInput, ['', 'a', 'b', 'ab']),
    any: anyHistory(keyValueInput, keyValueOutput),
  },
]

describe.each(CASES)('the search for an order: $name', ({ model, valid, any }) => {
  it('agrees with trying every order, on histories with any answers', () => {
    fc.assert(
      fc.property(any, (drafts) => {
        const history = historyOf(drafts)
        const expected = isLinearizable(history, model) ? 'held' : 'broken'
        expect(linearizable(history, model).standing).toBe(expected)
      }),
      { numRuns: RUNS },
    )
  })

  it('agrees with trying every order, on histories with one thing changed', () => {
    fc.assert(
      fc.property(mutated(valid), (drafts) => {
        const history = historyOf(drafts)
        const expected = isLinearizable(history, model) ? 'held' : 'broken'
        expect(linearizable(history, model).standing).toBe(expected)
      }),
      { numRuns: RUNS },
    )
  })

  it('finds that histories hold which were made to', () => {
    fc.assert(
      fc.property(valid, (drafts) => {
        expect(linearizable(historyOf(drafts), model).standing).toBe('held')
      }),
      { numRuns: RUNS },
    )
  })
})
