import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearizable } from '../../../../engine/check/linearizable/linearizable.ts'
import { linearizableRegisters } from '../../../../engine/check/linearizable/registers.ts'
import { registersOf } from '../../../../engine/check/linearizable/registers-of.ts'
import { casRegister } from '../../../../engine/check/models/cas-register.ts'
import { type RegisterInput, register } from '../../../../engine/check/models/register.ts'
import type { Value } from '../../../../engine/check/models/value.ts'
import { partOf } from '../../../../engine/check/part.ts'
import { anyHistory, type Draft, historyOf, SMALL } from '../support/histories.ts'
import { casInput, registerOutput } from '../support/inputs.ts'
import { isLinearizable } from '../support/naive.ts'
import { expectOrder, relaxed } from '../support/orders.ts'
import { uniqueHistory } from '../support/unique.ts'

const write = (process: number, value: Value, from: number, to: number, isKnown = true) =>
  draft(process, { action: 'write', value }, true, from, to, isKnown)
const read = (process: number, value: Value, from: number, to: number) =>
  draft(process, { action: 'read' }, value, from, to, true)
const draft = (
  process: number,
  input: RegisterInput,
  output: Value,
  from: number,
  to: number,
  isKnown: boolean,
): Draft<RegisterInput, Value> => ({
  process,
  key: 'x',
  input,
  output,
  from,
  effect: from,
  to,
  isKnown,
})

const verdictOf = (...drafts: Draft<RegisterInput, Value>[]) =>
  linearizable(historyOf(drafts), register())

describe('a broken verdict on registers', () => {
  it('shows a stale read by three operations', () => {
    const { standing, sentence, proof } = verdictOf(
      write(0, 1, 0, 1),
      write(1, 9, 0, 1),
      write(0, 2, 2, 3),
      read(1, 1, 4, 5),
    )
    expect(standing).toBe('broken')
    expect(proof?.operations).toEqual([0, 2, 3])
    expect(proof?.ordered).toEqual([0, 1, 2])
    expect(proof?.state).toBe('x = 2')
    expect(sentence).toBe(
      'process 1 read x = 1 (operation 3) from event 7 to event 8 when 2 must have taken the place of 1.',
    )
    expect(proof?.steps).toContain(
      'Operation 0 was over before operation 2 began: 1 comes before 2.',
    )
  })

  it('shows by four that a value was seen and then gone, whatever became of its write', () => {
    const { proof } = verdictOf(
      write(0, 1, 0, 1),
      write(0, 2, 2, 99, false),
      read(1, 2, 4, 5),
      read(2, 1, 6, 7),
    )
    expect(proof?.operations).toEqual([0, 1, 2, 3])
  })

  it('shows by two that nothing was found after a write', () => {
    expect(verdictOf(write(0, 1, 0, 1), read(1, null, 2, 3)).proof?.operations).toEqual([0, 1])
  })

  it('names a read of what was written later, and of what nobody wrote', () => {
    expect(verdictOf(read(0, 1, 0, 1), write(1, 1, 2, 3)).sentence).toMatch(
      /before that was written/,
    )
    expect(verdictOf(read(0, 1, 0, 1)).sentence).toMatch(/nobody wrote that/)
  })

  it('leaves nothing that could be left out, after the longest beginning that has an order', () => {
    fc.assert(
      fc.property(uniqueHistory({ ...SMALL, maxOperations: 10 }), (drafts) => {
        const observed = historyOf(drafts)
        const history = registersOf(observed)!
        const { standing, proof } = linearizableRegisters(history)
        fc.pre(standing === 'broken')
        const isBroken = (ids: readonly number[]) =>
          linearizableRegisters(partOf(history, ids)).standing === 'broken'
        expect(isBroken(proof!.operations)).toBe(true)
        for (const left of proof!.operations) {
          expect(isBroken(proof!.operations.filter((id) => id !== left))).toBe(false)
        }
        expectOrder(observed, register(), proof!.ordered!)
      }),
      { numRuns: 1_500 },
    )
  })
})

describe('a broken verdict on any object', () => {
  it('leaves nothing that could be left out, after a beginning that has an order', () => {
    fc.assert(
      fc.property(anyHistory(casInput, registerOutput), (drafts) => {
        const history = historyOf(drafts)
        const { standing, proof } = linearizable(history, casRegister())
        fc.pre(standing === 'broken')
        expect(isLinearizable(relaxed(history, proof!.operations), casRegister())).toBe(false)
        for (const left of proof!.operations) {
          const others = proof!.operations.filter((id) => id !== left)
          expect(isLinearizable(relaxed(history, others), casRegister())).toBe(true)
        }
        expectOrder(history, casRegister(), proof!.ordered!)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a verdict that could not have been another', () => {
  it('says so where nothing was read', () => {
    expect(verdictOf(write(0, 1, 0, 1)).vacuous).toMatch(/No read was answered/)
  })

  it('says so where all reads began before any write was over', () => {
    expect(verdictOf(write(0, 1, 0, 9), read(1, 1, 2, 3)).vacuous).toMatch(
      /any answers would have fitted/,
    )
    expect(verdictOf(read(1, null, 0, 1), write(0, 1, 2, 3)).vacuous).toBeDefined()
  })

  it('says nothing where a stale read would have shown, even with one client', () => {
    expect(verdictOf(write(0, 1, 0, 1), read(0, 1, 2, 3)).vacuous).toBeUndefined()
    expect(verdictOf(write(0, 1, 0, 9), read(1, 1, 2, 3), read(1, 1, 4, 5)).vacuous).toBeUndefined()
  })
})

it('counts operations in words that fit one and none', () => {
  const sentenceOf = (count: number) =>
    linearizable(historyOf([write(0, 1, 0, 1), write(0, 1, 2, 3)].slice(0, count)), casRegister())
      .sentence
  expect(sentenceOf(0)).toMatch(/^There is no operation/)
  expect(sentenceOf(1)).toMatch(/^The one operation can/)
  expect(sentenceOf(2)).toMatch(/^Each of 2 operations can/)
})

describe('a search that reaches a limit', () => {
  const { access: _, ...searched } = casRegister()
  const drafts = Array.from({ length: 12 }, (_, index) => write(index, index % 3, 0, 9))
  const history = historyOf([...drafts, read(20, 7, 10, 11)])

  it('is unknown and says which limit, and how far it came', () => {
    const { standing, stopped, sentence } = linearizable(history, searched, { stepLimit: 50 })
    expect(standing).toBe('unknown')
    expect(stopped).toMatchObject({ limit: 'stepLimit', value: 50, of: 13 })
    expect(sentence).toMatch(/^The search ended at stepLimit \(50\), with \d+ of 13 operations/)
  })

  it('ends when the host says so', () => {
    const crowded = historyOf(Array.from({ length: 40 }, (_, n) => write(n, n % 7, n / 100, 99)))
    const operations = [...crowded.operations]
    const broken = {
      operations: [
        ...operations,
        {
          ...operations[0],
          id: 40,
          input: { action: 'read' as const },
          output: 9,
          call: 900,
          return: 901,
        },
      ],
    }
    const { stopped, sentence } = linearizable(broken, searched, { isOutOfTime: () => true })
    expect(stopped?.limit).toBe('isOutOfTime')
    expect(sentence).toMatch(
      /^The search ran out of time after \d+ steps, with \d+ of 41 operations/,
    )
  })
})
