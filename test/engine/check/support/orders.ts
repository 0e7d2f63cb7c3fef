import { expect } from 'vitest'
import { NEVER_RETURNED, type ObservedHistory } from '../../../../engine/check/observed-history.ts'
import type { SequentialModel } from '../../../../engine/check/sequential-model.ts'

// biome-ignore lint/suspicious/noExplicitAny: any model goes with its own histories
type AnyModel = SequentialModel<any, any, any>
// biome-ignore lint/suspicious/noExplicitAny: the same
type AnyHistory = ObservedHistory<any, any>

/** That an object could have gone through operations of one key in this order, which keeps to time; what was under way may have been answered otherwise later. */
export function expectOrder(
  { operations }: AnyHistory,
  model: AnyModel,
  order: readonly number[],
): void {
  const ordered = order.map((id) => operations[id])
  const end = ordered.reduce((state, { input, output }) => {
    if (state === undefined) return state
    return model.step(state, input, output) ?? model.step(state, input, undefined)
  }, model.initial)
  expect(end).toBeDefined()
  ordered.forEach((one, index) => {
    for (const later of ordered.slice(index + 1)) expect(later.return).toBeGreaterThan(one.call)
  })
}

/** A history in which only some operations are held to their time; the others may have taken effect later, or never. */
export const relaxed = ({ operations }: AnyHistory, kept: readonly number[]): AnyHistory => ({
  operations: operations.map((one) =>
    kept.includes(one.id) ? one : { ...one, isKnown: false, return: NEVER_RETURNED },
  ),
})
