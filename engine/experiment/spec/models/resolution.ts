import { record, required } from '../../schema/record.ts'
import { code } from '../../schema/scalar.ts'
import { union } from '../../schema/union.ts'

/** Makes one value of two that did not know of each other: pure, and best commutative and associative. */
export type MergeFunction = (a: unknown, b: unknown) => unknown

/** What becomes of writes that did not know of each other. */
export type ResolutionSpec =
  | { readonly kind: 'last-writer-wins' | 'siblings' }
  | { readonly kind: 'merge'; readonly merge: MergeFunction }

/** The write with the highest stamp stays; the others are dropped. */
export const lastWriterWins = (): ResolutionSpec => ({ kind: 'last-writer-wins' })
/** All stay, side by side, until a write that has read them replaces them. */
export const keepSiblings = (): ResolutionSpec => ({ kind: 'siblings' })
/** A function of your own makes one value of two: `merge((a, b) => Math.max(a, b))`. */
export const merge = (combine: MergeFunction): ResolutionSpec => ({ kind: 'merge', merge: combine })

export const resolutionSchema = union('a resolution', {
  'last-writer-wins': record('last writer wins', {}),
  siblings: record('siblings', {}),
  merge: record('a merge', {
    merge: required(
      code<MergeFunction>('a function of two values that gives one'),
      'Makes one value of two that did not know of each other.',
    ),
  }),
})
