import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registersOf } from '../../../../engine/check/linearizable/registers-of.ts'
import { type RegisterInput, register } from '../../../../engine/check/models/register.ts'
import type { Value } from '../../../../engine/check/models/value.ts'
import { partOf } from '../../../../engine/check/part.ts'
import { sequentiallyConsistent } from '../../../../engine/check/sequential/sequential.ts'
import { type Draft, historyOf, SMALL } from '../support/histories.ts'
import { isSequentiallyConsistent } from '../support/naive.ts'
import { uniqueHistory } from '../support/unique.ts'

const SHAPE = { ...SMALL, maxOperations: 8, keys: ['x', 'y'] }

describe('the check of sequential consistency', () => {
  it('agrees with trying every order', () => {
    let broken = 0
    fc.assert(
      fc.property(uniqueHistory(SHAPE), (drafts) => {
        const history = historyOf(drafts)
        const isHeld = isSequentiallyConsistent(history, register())
        if (!isHeld) broken++
        const verdict = sequentiallyConsistent(registersOf(history)!)
        expect(verdict.standing).toBe(isHeld ? 'held' : 'broken')
      }),
      { numRuns: 3_000 },
    )
    expect(broken).toBeGreaterThan(500)
  })

  it('shows a break by operations of which none can be left out', () => {
    fc.assert(
      fc.property(uniqueHistory(SHAPE), (drafts) => {
        const history = registersOf(historyOf(drafts))!
        const { standing, proof } = sequentiallyConsistent(history)
        fc.pre(standing === 'broken')
        const isBroken = (ids: readonly number[]) =>
          sequentiallyConsistent(partOf(history, ids)).standing === 'broken'
        expect(isBroken(proof!.operations)).toBe(true)
        for (const left of proof!.operations) {
          expect(isBroken(proof!.operations.filter((id) => id !== left))).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('asks for the time before it looks for causes, where it has spent no steps', () => {
    const drafts = Array.from(
      { length: 2_100 },
      (_, at): Draft<RegisterInput, Value> => ({
        process: at,
        key: 'x',
        input: { action: 'write', value: at },
        output: true,
        isKnown: true,
        from: at,
        effect: at,
        to: at + 0.5,
      }),
    )
    const read: Draft<RegisterInput, Value> = {
      ...drafts[0],
      process: 3_000,
      input: { action: 'read' },
      output: 5,
      from: 3_000,
      effect: 3_000,
      to: 3_001,
    }
    const history = registersOf(historyOf([...drafts, read]))!
    const { standing, stopped } = sequentiallyConsistent(history, { isOutOfTime: () => true })
    expect([standing, stopped?.limit]).toEqual(['unknown', 'isOutOfTime'])
  })
})
