import type { SequentialModel } from '../sequential-model.ts'

export type KeyValueInput =
  | { readonly action: 'get' }
  | { readonly action: 'put'; readonly value: string }
  | { readonly action: 'append'; readonly value: string }

/** For a get the text; for a put or an append that was done, `true`. */
export type KeyValueOutput = string | boolean

export type KeyValueModel = SequentialModel<string, KeyValueInput, KeyValueOutput>

/** One key of a store of texts, empty at first: `get` gives all of it, `put` replaces it, `append` adds to its end. */
export const keyValue = (): KeyValueModel => ({
  name: 'key-value',
  initial: '',
  step,
  isReadOnly: ({ action }) => action === 'get',
  identify: (state) => state,
  describe: (input, output) =>
    input.action === 'get'
      ? `get → ${output === undefined ? '?' : JSON.stringify(output)}`
      : `${input.action} ${JSON.stringify(input.value)}`,
  describeState: (state) => JSON.stringify(state),
})

const step: KeyValueModel['step'] = (state, input, output) => {
  if (input.action === 'put') return input.value
  if (input.action === 'append') return state + input.value
  return output === undefined || output === state ? state : undefined
}

/** Whether a model is one that `keyValue` made, whatever it is called. */
export const isKeyValue = (model: SequentialModel): model is SequentialModel & KeyValueModel =>
  (model.step as unknown) === step
