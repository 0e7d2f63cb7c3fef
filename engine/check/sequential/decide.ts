import type { OperationId } from '../../trace/event.ts'
import { causallyConsistent } from '../causal/causal.ts'
import { Lanes } from '../causal/lanes.ts'
import type { Budget } from '../linearizable/budget.ts'
import { partOf } from '../part.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import type { Stopped } from '../verdict.ts'
import { isContradictory, type Judgement, judge, look } from './judge.ts'

export type Decision =
  | { readonly standing: 'held' }
  /** These operations have no order. */
  | { readonly standing: 'broken'; readonly operations: readonly OperationId[] }
  | { readonly standing: 'unknown'; readonly stopped: Stopped }

/** Operations at the beginning that are looked at first, and how much more each next time. */
const FIRST_BEGINNING = 2_000
const GROWTH = 4

/** Operations times the square of the lanes up to which all is inferred that can be; beyond, an order is looked for without. */
export const INFERENCE_LIMIT = 50_000_000

/** Steps that the first search for an order may take beyond one an operation. */
const DETOURS = 50_000

/** Operations that are looked at before and after a read that goes back in time. */
const AROUND = 1_000

/**
 * Whether the operations have an order.
 *
 * What breaks is mostly shown by few operations, so these are looked at first: the beginning, what stands around the first read that goes back in time, and what
 * breaks causal consistency, which is weaker. Then an order of all is looked for by time, which a history that lags behind has; then more is inferred.
 * @param suspects operations that show that the history is not linearizable
 */
export function decide(
  history: RegisterHistory,
  suspects: readonly OperationId[],
  budget: Budget,
): Decision {
  const all = range(0, history.length)
  if (all.length <= FIRST_BEGINNING)
    return concluded(history, judge(partOf(history, all), budget), budget)
  for (const operations of likelyParts(history, suspects, budget)) {
    if (isBroken(history, operations, budget)) return { standing: 'broken', operations }
  }
  if (budget.isReached) return concluded(history, { standing: 'unknown', ordered: 0 }, budget)
  const found = look(partOf(history, all), budget.part(all.length + DETOURS))
  if (found.standing === 'held') return { standing: 'held' }
  for (let size = GROWTH * FIRST_BEGINNING; size < all.length; size *= GROWTH) {
    const operations = all.slice(0, size)
    if (!isAffordable(history, operations)) break
    if (isBroken(history, operations, budget)) return { standing: 'broken', operations }
  }
  return isAffordable(history, all)
    ? concluded(history, judge(partOf(history, all), budget), budget)
    : concluded(history, found, budget)
}

function* likelyParts(
  history: RegisterHistory,
  suspects: readonly OperationId[],
  budget: Budget,
): Generator<readonly OperationId[]> {
  yield range(0, FIRST_BEGINNING)
  const [first, last] = [suspects[0] ?? 0, suspects[suspects.length - 1] ?? 0]
  yield range(Math.max(0, first - AROUND), Math.min(history.length, last + AROUND))
  budget.askTime()
  if (budget.isReached) return
  const causal = causallyConsistent(history)
  budget.askTime()
  if (causal.standing === 'broken' && causal.proof !== undefined) yield causal.proof.operations
}

function concluded(history: RegisterHistory, found: Judgement, budget: Budget): Decision {
  const { standing } = found
  if (standing === 'held') return { standing }
  if (standing === 'broken') return { standing, operations: range(0, history.length) }
  return { standing, stopped: stoppedAt(history, budget, found) }
}

const range = (start: number, end: number): number[] =>
  Array.from({ length: end - start }, (_, index) => start + index)

/** Whether what can be inferred of some operations, where that is not too much, shows that they have no order. */
const isBroken = (history: RegisterHistory, operations: readonly OperationId[], budget: Budget) =>
  isAffordable(history, operations) && isContradictory(partOf(history, operations), budget)

function isAffordable(history: RegisterHistory, operations: readonly OperationId[]): boolean {
  const lanes = new Lanes(partOf(history, operations)).count
  return operations.length * lanes * lanes <= INFERENCE_LIMIT
}

function stoppedAt(history: RegisterHistory, { reached }: Budget, { ordered }: Judgement): Stopped {
  const { limit, value } = reached ?? { limit: 'inferenceLimit', value: INFERENCE_LIMIT }
  let of = 0
  for (let id = 0; id < history.length; id++) if (history.effect[id] !== Effect.none) of++
  return { limit, value, ordered, of }
}
