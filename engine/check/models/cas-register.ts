import type { SequentialModel } from '../sequential-model.ts'
import { type RegisterInput, register } from './register.ts'
import { describeValue, type Value } from './value.ts'

export type CasRegisterInput =
  | RegisterInput
  | { readonly action: 'compare-and-set'; readonly expected: Value; readonly value: Value }

/** For a read the value; for a write that was done, `true`; for a compare-and-set, whether it was done. */
export type CasRegisterOutput = Value

export type CasRegisterModel = SequentialModel<Value, CasRegisterInput, CasRegisterOutput>

/**
 * A register that can also be set on condition that it holds an expected value. A refusal says that it held another.
 * @param initial what a read gives before the first write; default: null
 */
export function casRegister(initial: Value = null): CasRegisterModel {
  const plain = register(initial)
  return {
    name: 'cas-register',
    initial,
    step: (state, input, output) => {
      if (input.action !== 'compare-and-set') return plain.step(state, input, output)
      const isDone = state === input.expected
      if (output !== undefined && output !== isDone) return undefined
      return isDone ? input.value : state
    },
    isReadOnly: ({ action }, output) =>
      action === 'read' || (action === 'compare-and-set' && output === false),
    access: (input, output) => {
      if (input.action !== 'compare-and-set') return plain.access?.(input, output) ?? {}
      return output === false ? {} : { sees: input.expected, leaves: input.value }
    },
    identify: describeValue,
    describe: (input, output) => {
      if (input.action !== 'compare-and-set') return plain.describe(input, output)
      const change = `${describeValue(input.expected)} to ${describeValue(input.value)}`
      return `compare and set ${change} → ${answerOf(output)}`
    },
  }
}

function answerOf(output: CasRegisterOutput | undefined): string {
  if (output === undefined) return '?'
  return output === true ? 'done' : 'refused'
}
