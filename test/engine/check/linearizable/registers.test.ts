import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearizable } from '../../../../engine/check/linearizable/linearizable.ts'
import { linearizableRegisters } from '../../../../engine/check/linearizable/registers.ts'
import { registersOf } from '../../../../engine/check/linearizable/registers-of.ts'
import { casRegister } from '../../../../engine/check/models/cas-register.ts'
import { register } from '../../../../engine/check/models/register.ts'
import { historyOf, SMALL } from '../support/histories.ts'
import { isLinearizable } from '../support/naive.ts'
import { uniqueHistory } from '../support/unique.ts'

describe('the check of registers of which each value was written once', () => {
  it('agrees with trying every order', () => {
    let broken = 0
    fc.assert(
      fc.property(uniqueHistory(), (drafts) => {
        const history = historyOf(drafts)
        const isHeld = isLinearizable(history, register())
        if (!isHeld) broken++
        const verdict = linearizableRegisters(registersOf(history)!)
        expect(verdict.standing).toBe(isHeld ? 'held' : 'broken')
      }),
      { numRuns: 4_000 },
    )
    expect(broken).toBeGreaterThan(1_000)
  })

  it('agrees with the search for an order, on longer histories of several keys', () => {
    const shape = { ...SMALL, maxOperations: 24, keys: ['x', 'y'], processes: 5 }
    fc.assert(
      fc.property(uniqueHistory(shape), (drafts) => {
        const history = historyOf(drafts)
        const verdict = linearizableRegisters(registersOf(history)!)
        expect(verdict.standing).toBe(linearizable(history, casRegister()).standing)
      }),
      { numRuns: 1_500 },
    )
  })
})
