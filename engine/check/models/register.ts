import type { SequentialModel } from '../sequential-model.ts'
import { describeValue, type Value } from './value.ts'

export type RegisterInput =
  | { readonly action: 'read' }
  | { readonly action: 'write'; readonly value: Value }

/** For a read the value; for a write that was done, `true`. */
export type RegisterOutput = Value

export type RegisterModel = SequentialModel<Value, RegisterInput, RegisterOutput>

/**
 * One value that is read and written as a whole.
 * @param initial what a read gives before the first write; default: null
 */
export const register = (initial: Value = null): RegisterModel => ({
  name: 'register',
  initial,
  step: (state, input, output) => {
    if (input.action === 'write') return input.value
    return output === undefined || output === state ? state : undefined
  },
  identify: describeValue,
  describe: (input, output) =>
    input.action === 'write'
      ? `write ${describeValue(input.value)}`
      : `read → ${describeValue(output)}`,
})
