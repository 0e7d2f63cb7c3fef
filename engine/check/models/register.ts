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
  step,
  isReadOnly: ({ action }) => action === 'read',
  access: (input, output) =>
    input.action === 'write' ? { leaves: input.value } : { sees: output },
  identify: describeValue,
  describe: (input, output) =>
    input.action === 'write'
      ? `write ${describeValue(input.value)}`
      : `read → ${describeValue(output)}`,
})

const step: RegisterModel['step'] = (state, input, output) => {
  if (input.action === 'write') return input.value
  return output === undefined || output === state ? state : undefined
}

/** Whether a model is one that `register` made, whatever it is called. */
export const isRegister = (model: SequentialModel): model is SequentialModel & RegisterModel =>
  (model.step as unknown) === step
