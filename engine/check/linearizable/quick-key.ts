import { isKeyValue } from '../models/key-value.ts'
import { isRegister, type RegisterInput, type RegisterOutput } from '../models/register.ts'
import type { ObservedOperation } from '../observed-history.ts'
import { NEVER_RETURNED } from '../observed-history.ts'
import type { RegisterHistory } from '../register-history.ts'
import type { SequentialModel } from '../sequential-model.ts'
import { blockHistory, byLevel, isTimely, sequences } from './block-history.ts'
import { blocksOf, type KeyValueOperation } from './blocks.ts'
import { orderBefore } from './register-order.ts'
import { sweep } from './register-sweep.ts'
import { registersOf } from './registers-of.ts'
import { zonesOf } from './zones.ts'

/** The answer for one key that needs no search. */
export interface QuickAnswer {
  readonly isHeld: boolean
  /** Places of the operations in an order that explains them; empty when there is none. */
  order(): readonly number[]
}

/**
 * Answers without a search where what was written can be told apart: registers and texts to which nothing was written twice. Undefined for all else.
 * @param operations of one key
 */
export function answerQuickly(
  operations: readonly ObservedOperation[],
  model: SequentialModel,
): QuickAnswer | undefined {
  if (isRegister(model)) {
    const own = operations.map((one, id) => ({ ...one, id }))
    const observed = own as readonly ObservedOperation<RegisterInput, RegisterOutput>[]
    const history = registersOf({ operations: observed }, model.initial)
    return history && answer(history, true)
  }
  return isKeyValue(model) ? answerOfText(operations as readonly KeyValueOperation[]) : undefined
}

function answerOfText(operations: readonly KeyValueOperation[]): QuickAnswer | undefined {
  const blocks = blocksOf(operations)
  if (blocks === undefined) return undefined
  if (blocks === 'impossible') return { isHeld: false, order: () => [] }
  const isInside = sequences(operations, blocks).every((one) => isTimely(one, blocks, operations))
  return answer(blockHistory(operations, blocks), isInside, byLevel(operations, blocks.level))
}

function answer(
  history: RegisterHistory,
  isInside: boolean,
  compare?: (a: number, b: number) => number,
): QuickAnswer {
  const isHeld = isInside && sweep(history, zonesOf(history)).trouble === undefined
  return { isHeld, order: () => (isHeld ? orderBefore(history, 0, NEVER_RETURNED, compare) : []) }
}
