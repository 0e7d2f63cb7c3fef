import { Lanes } from '../causal/lanes.ts'
import type { Budget } from '../linearizable/budget.ts'
import { partOf } from '../part.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import type { Stopped } from '../verdict.ts'
import { Accesses } from './accesses.ts'
import { type Judgement, judge, look } from './judge.ts'
import { Saturation } from './saturation.ts'

export type Decision =
  | { readonly standing: 'held' }
  /** So many operations at the beginning have no order. */
  | { readonly standing: 'broken'; readonly beginning: number }
  | { readonly standing: 'unknown'; readonly stopped: Stopped }

/** Operations at the beginning that are looked at first, and how much more each next time. */
const FIRST_BEGINNING = 2_000
const GROWTH = 4

/** Operations times the square of the lanes up to which all is inferred that can be; beyond, an order is looked for without. */
export const INFERENCE_LIMIT = 200_000_000

/**
 * Whether the operations have an order. What breaks is mostly shown by few operations close together, so beginnings are looked at first; where the first
 * of them is sound, an order of the whole is looked for in the order of calls, which a history that lags behind real time mostly has.
 */
export function decide(history: RegisterHistory, budget: Budget): Decision {
  const { length } = history
  let found: Judgement = { standing: 'unknown', ordered: 0 }
  for (let size = FIRST_BEGINNING; size < length && isAffordable(history, size); size *= GROWTH) {
    const beginning = partOf(history, range(size))
    if (isContradictory(beginning, budget)) return { standing: 'broken', beginning: size }
    if (size > FIRST_BEGINNING) continue
    found = look(partOf(history, range(length)), budget.share(1 / 2))
    if (found.standing === 'held') return { standing: 'held' }
  }
  if (isAffordable(history, length)) found = judge(partOf(history, range(length)), budget)
  if (found.standing === 'broken') return { standing: 'broken', beginning: length }
  if (found.standing === 'held') return { standing: 'held' }
  return { standing: 'unknown', stopped: stoppedAt(history, budget, found) }
}

const range = (count: number): number[] => Array.from({ length: count }, (_, id) => id)

function isContradictory(history: RegisterHistory, budget: Budget): boolean {
  const saturation = new Saturation(new Accesses(history))
  saturation.run(budget)
  return saturation.contradiction !== undefined
}

function isAffordable(history: RegisterHistory, size: number): boolean {
  const lanes = new Lanes(partOf(history, range(size))).count
  return size * lanes * lanes <= INFERENCE_LIMIT
}

function stoppedAt(history: RegisterHistory, { reached }: Budget, { ordered }: Judgement): Stopped {
  const { limit, value } = reached ?? { limit: 'inferenceLimit', value: INFERENCE_LIMIT }
  let of = 0
  for (let id = 0; id < history.length; id++) if (history.effect[id] !== Effect.none) of++
  return { limit, value, ordered, of }
}
