import { type Distribution, distribution } from '../../core/statistics.ts'
import { Action, Outcome } from '../history.ts'
import { countedOperations, type RunFacts } from './facts.ts'

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
  const { from, to } = countedOperations(facts)
  const taken = new Float64Array(to - from)
  let count = 0
  for (let id = from; id < to; id++) {
    if (action[id] !== wanted || outcome[id] !== Outcome.ok) continue
    taken[count++] = returned[id] - invoked[id]
  }
  return distribution(taken.subarray(0, count))
}
