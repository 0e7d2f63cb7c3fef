import fc from 'fast-check'
import type { CasRegisterInput } from '../../../../engine/check/models/cas-register.ts'
import type { KeyValueInput } from '../../../../engine/check/models/key-value.ts'
import type { RegisterInput } from '../../../../engine/check/models/register.ts'
import type { Value } from '../../../../engine/check/models/value.ts'

/** Few values, so that they come back. */
export const VALUES: readonly Value[] = [null, 1, 2, 3]

const written = fc.constantFrom<Value>(1, 2, 3)

export const registerInput: fc.Arbitrary<RegisterInput> = fc.oneof(
  fc.constant({ action: 'read' } as const),
  written.map((value) => ({ action: 'write', value }) as const),
)

export const casInput: fc.Arbitrary<CasRegisterInput> = fc.oneof(
  registerInput,
  fc
    .tuple(fc.constantFrom(...VALUES), written)
    .map(([expected, value]) => ({ action: 'compare-and-set', expected, value }) as const),
)

const piece = fc.constantFrom('a', 'b', 'ab')

export const keyValueInput: fc.Arbitrary<KeyValueInput> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ action: 'get' } as const) },
  { weight: 2, arbitrary: piece.map((value) => ({ action: 'append', value }) as const) },
  { weight: 1, arbitrary: piece.map((value) => ({ action: 'put', value }) as const) },
)

export const registerOutput = (input: CasRegisterInput): fc.Arbitrary<Value> => {
  if (input.action === 'compare-and-set') return fc.boolean()
  return input.action === 'write' ? fc.constant(true) : fc.constantFrom(...VALUES)
}

export const keyValueOutput = (input: KeyValueInput): fc.Arbitrary<string | boolean> =>
  input.action === 'get' ? fc.constantFrom('', 'a', 'b', 'ab', 'aab', 'ba') : fc.constant(true)

/** What a register that holds `state` answers. */
export function registerAnswer(state: Value, input: CasRegisterInput): Value {
  if (input.action === 'compare-and-set') return state === input.expected
  return input.action === 'write' ? true : state
}

/** What a text answers. */
export const keyValueAnswer = (state: string, { action }: KeyValueInput): string | boolean =>
  action === 'get' ? state : true
