import { describe, expect, it } from 'vitest'
import { linearizable } from '../../../../engine/check/linearizable/linearizable.ts'
import { casRegister } from '../../../../engine/check/models/cas-register.ts'
import { keyValue } from '../../../../engine/check/models/key-value.ts'
import type { ObservedHistory } from '../../../../engine/check/observed-history.ts'
import { crowdOfRegisters, crowdOfTexts } from '../support/crowds.ts'

/** A get late in the history gives what an earlier one gave that was over before the last write that it would have had to see began. */
function withStaleGet<Input extends { readonly action: string }, Output>({
  operations,
}: ObservedHistory<Input, Output>): ObservedHistory<Input, Output> {
  const gets = operations.filter(({ isKnown, input }) => isKnown && input.action === 'get')
  const late = gets[gets.length - 1]
  const old = gets.find((get) => get.key === late.key && get.output !== late.output)
  return {
    operations: operations.map((one) => (one === late ? { ...one, output: old?.output } : one)),
  }
}

describe('histories of fifty clients', () => {
  it.each([0, 0.03, 0.1])(
    'of a store of texts are decided, with a share %d of timeouts',
    (timeouts) => {
      const history = crowdOfTexts({ seed: 7, clients: 50, operations: 6_000, keys: 10, timeouts })
      expect(linearizable(history, keyValue()).standing).toBe('held')
      const broken = linearizable(withStaleGet(history), keyValue())
      expect(broken.standing).toBe('broken')
      expect(broken.proof?.operations.length).toBeLessThanOrEqual(4)
    },
  )

  it('of registers with many timeouts are decided', () => {
    const size = { seed: 7, clients: 50, operations: 4_000, keys: 1, timeouts: 0.1 }
    expect(linearizable(crowdOfRegisters(size), casRegister()).standing).toBe('held')
  })

  it('of five clients a register, without timeouts, are decided', () => {
    const size = { seed: 7, clients: 50, operations: 6_000, keys: 10 }
    expect(linearizable(crowdOfRegisters(size), casRegister()).standing).toBe('held')
  })

  it('end as unknown at a limit where they are too hard', () => {
    const size = { seed: 1, clients: 50, operations: 9_000, keys: 1 }
    const { standing, stopped } = linearizable(crowdOfRegisters(size), casRegister(), {
      stepLimit: 100_000,
    })
    expect(standing).toBe('unknown')
    expect(stopped?.limit).toBe('stepLimit')
  })
})
