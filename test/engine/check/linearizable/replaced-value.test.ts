import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearizable } from '../../../../engine/check/linearizable/linearizable.ts'
import { replacedValue } from '../../../../engine/check/linearizable/replaced-value.ts'
import { type CasRegisterInput, casRegister } from '../../../../engine/check/models/cas-register.ts'
import type { Value } from '../../../../engine/check/models/value.ts'
import { NEVER_RETURNED, type ObservedHistory } from '../../../../engine/check/observed-history.ts'
import { crowd } from '../support/crowd.ts'
import { anyHistory, type Draft, historyOf, SMALL } from '../support/histories.ts'
import { casInput, registerOutput } from '../support/inputs.ts'
import { isLinearizable } from '../support/naive.ts'

type RegisterDraft = Draft<CasRegisterInput, Value>
type Registers = ObservedHistory<CasRegisterInput, Value>

/** Fifty clients that are always busy with one register of few values. */
const crowded = (values: number): Registers =>
  crowd<Value, CasRegisterInput, Value>({
    seed: 5,
    clients: 50,
    operations: 3_000,
    keys: 1,
    initial: null,
    ask: (random) =>
      random.uint32() % 2 === 0
        ? { action: 'read' }
        : { action: 'write', value: random.uint32() % values },
    serve: (state, input) =>
      input.action === 'write' ? { state: input.value, output: true } : { state, output: state },
  })

/** The last read finds nothing, as before the first write. */
function withLostRead({ operations }: Registers): Registers {
  const last = operations.findLastIndex(({ input }) => input.action === 'read')
  return {
    operations: operations.map((one, at) => (at === last ? { ...one, output: null } : one)),
  }
}

describe('a value that was surely gone when it was seen', () => {
  it('is found only where no order explains a history', () => {
    const model = casRegister()
    let found = 0
    const histories = anyHistory(casInput, registerOutput, { ...SMALL, unknownPercent: 30 })
    fc.assert(
      fc.property(histories, (drafts) => {
        const history = historyOf(drafts)
        if (replacedValue(history.operations, model) === undefined) return
        found++
        expect(isLinearizable(history, model)).toBe(false)
      }),
      { numRuns: 3_000 },
    )
    expect(found).toBeGreaterThan(300)
  })

  it.each([2, 5, 20])('shows at once, by few operations, a lost read among %d values', (values) => {
    const verdict = linearizable(withLostRead(crowded(values)), casRegister(), { stepLimit: 1_000 })
    expect(verdict.standing).toBe('broken')
    expect(verdict.sentence).toMatch(/^No order explains that process \d+: read → nil/)
    expect(verdict.proof?.operations).toHaveLength(2)
    expect(verdict.proof?.steps.at(-1)).toMatch(
      /^nil was there at first only, before this: process/,
    )
  })

  it('may come back by a write of unknown outcome, however late it is read, and twice', () => {
    const write = (
      process: number,
      value: Value,
      from: number,
      isKnown: boolean,
    ): RegisterDraft => ({
      process,
      key: 'x',
      input: { action: 'write', value },
      output: true,
      isKnown,
      from,
      effect: from,
      to: from + 1,
    })
    const read = (output: Value, from: number): RegisterDraft => ({
      ...write(2, output, from, true),
      input: { action: 'read' },
      output,
    })
    const drafts = [write(0, 1, 0, false), write(1, 2, 2, true), read(1, 90), read(1, 92)]
    const history = historyOf(drafts)
    expect(linearizable(history, casRegister()).standing).toBe('held')
    const again = historyOf([...drafts, write(1, 2, 94, true), read(1, 96)])
    expect(linearizable(again, casRegister()).standing).toBe('broken')
    expect(again.operations[0].return).toBe(NEVER_RETURNED)
  })
})
