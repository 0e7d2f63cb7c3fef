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
  keyValueAnswer,
  keyValueInput,
  keyValueOutput,
  registerAnswer,
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
    valid: validHistory(register(), registerInput, registerAnswer),
    any: anyHistory(registerInput, registerOutput),
  },
  {
    name: 'register with compare-and-set',
    model: casRegister(),
    valid: validHistory(casRegister(), casInput, registerAnswer),
    any: anyHistory(casInput, registerOutput),
  },
  {
    name: 'store of texts',
    model: keyValue(),
    valid: validHistory(keyValue(), keyValueInput, keyValueAnswer),
    any: anyHistory(keyValueInput, keyValueOutput),
  },
]

/** The n-th operation puts or appends a text that no other does. */
const uniqueTexts = (histories: Case['valid']): Case['valid'] =>
  histories.map((drafts) =>
    drafts.map((draft, index) =>
      draft.input.action === 'get'
        ? draft
        : { ...draft, input: { ...draft.input, value: `${index};` } },
    ),
  )

describe('the check of texts that can be taken apart', () => {
  const model = keyValue()
  const inputs = uniqueTexts(anyHistory(keyValueInput, keyValueOutput))
  /** Each get gives what some order of the operations would: that of their numbers, up to one of them. */
  const history = fc.tuple(inputs, fc.infiniteStream(fc.nat())).map(([drafts, draws]) =>
    drafts.map((draft) => {
      if (draft.input.action !== 'get') return draft
      const length = Number(draws.next().value) % (drafts.length + 1)
      const sorted = [...drafts].sort((a, b) => a.effect - b.effect)
      const before = sorted.slice(0, length)
      const output = before.reduce(
        (text: string, { input }) => model.step(text, input, undefined) ?? text,
        '',
      )
      return { ...draft, output }
    }),
  )

  it('agrees with trying every order', () => {
    const standings = { held: 0, broken: 0 }
    fc.assert(
      fc.property(history, (drafts) => {
        const expected = isLinearizable(historyOf(drafts), model) ? 'held' : 'broken'
        standings[expected]++
        expect(linearizable(historyOf(drafts), model).standing).toBe(expected)
      }),
      { numRuns: 4_000 },
    )
    expect(Math.min(standings.held, standings.broken)).toBeGreaterThan(500)
  })
})

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
