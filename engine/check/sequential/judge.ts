import type { Budget } from '../linearizable/budget.ts'
import type { RegisterHistory } from '../register-history.ts'
import type { Standing } from '../verdict.ts'
import { Accesses } from './accesses.ts'
import { Saturation } from './saturation.ts'
import { Witness } from './witness.ts'

/** What was found of a history, with the order of its operations where there is one. */
export interface Judgement {
  readonly standing: Standing
  readonly order?: readonly number[]
  /** How many operations had been put in order at best. */
  readonly ordered: number
}

/** Infers all that can be inferred, then looks for an order that keeps it. */
export function judge(history: RegisterHistory, budget: Budget): Judgement {
  const accesses = new Accesses(history)
  const saturation = new Saturation(accesses)
  const isComplete = saturation.run(budget)
  if (saturation.contradiction !== undefined) return { standing: 'broken', ordered: 0 }
  return isComplete ? lookFor(accesses, budget, saturation) : { standing: 'unknown', ordered: 0 }
}

/** Whether what can be inferred shows that a history has no order. */
export function isContradictory(history: RegisterHistory, budget: Budget): boolean {
  const saturation = new Saturation(new Accesses(history))
  saturation.run(budget)
  return saturation.contradiction !== undefined
}

/** Looks for an order without inferring anything first: quick where the order of calls is nearly one. */
export const look = (history: RegisterHistory, budget: Budget): Judgement =>
  lookFor(new Accesses(history), budget)

function lookFor(accesses: Accesses, budget: Budget, saturation?: Saturation): Judgement {
  const witness = new Witness(accesses, budget, saturation)
  const standing = witness.run()
  const { order, longest } = witness
  return standing === 'held'
    ? { standing, order, ordered: longest }
    : { standing, ordered: longest }
}
