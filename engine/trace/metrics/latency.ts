import { type Distribution, distribution } from '../../core/statistics.ts'
import type { OperationId } from '../event.ts'
import { Action, Outcome } from '../history.ts'
import { countedOperations, pick, type RunFacts, selectOperations } from './facts.ts'

/** Time from invocation to return of the counted operations that ended ok, in microseconds; exact quantiles by nearest rank. */
export interface Latency {
  readonly read: Distribution
  readonly write: Distribution
}

export const latency = (facts: RunFacts): Latency => ({
  read: latencyOf(facts, Action.read),
  write: latencyOf(facts, Action.write),
})

function latencyOf(facts: RunFacts, wanted: Action): Distribution {
  const { action, outcome, invoked, returned } = facts.history
  const isMeasured = (id: OperationId) => action[id] === wanted && outcome[id] === Outcome.ok
  const measured = selectOperations(countedOperations(facts), isMeasured)
  return distribution(pick(returned, measured).map((time, at) => time - invoked[measured[at]]))
}
