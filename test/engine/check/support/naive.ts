import type {
  ObservedHistory,
  ObservedOperation,
} from '../../../../engine/check/observed-history.ts'
import type { SequentialModel } from '../../../../engine/check/sequential-model.ts'

/**
 * Checkers that are too simple to be wrong and too slow to be used: they try every order. All keys are one object here, so nothing rests on
 * keys being independent.
 */
type Order = (before: ObservedOperation, after: ObservedOperation) => boolean

const byTime: Order = (before, after) => before.isKnown && before.return < after.call

const bySession: Order = (before, after) =>
  before.process === after.process && byTime(before, after)

// biome-ignore lint/suspicious/noExplicitAny: any model goes with its own histories
type AnyModel = SequentialModel<any, any, any>
// biome-ignore lint/suspicious/noExplicitAny: the same
type AnyHistory = ObservedHistory<any, any>

export const isLinearizable = ({ operations }: AnyHistory, model: AnyModel): boolean =>
  hasOrder(operations, new Map(), model, byTime)

export const isSequentiallyConsistent = ({ operations }: AnyHistory, model: AnyModel): boolean =>
  hasOrder(operations, new Map(), model, bySession)

function hasOrder(
  left: readonly ObservedOperation[],
  states: ReadonlyMap<string, unknown>,
  model: AnyModel,
  isBefore: Order,
): boolean {
  if (left.every(({ isKnown }) => !isKnown)) return true
  return left.some((next) => {
    if (left.some((other) => other !== next && isBefore(other, next))) return false
    const state = states.has(next.key) ? states.get(next.key) : model.initial
    const after = model.step(state, next.input, next.output)
    if (after === undefined) return false
    const others = left.filter((other) => other !== next)
    return hasOrder(others, new Map(states).set(next.key, after), model, isBefore)
  })
}
