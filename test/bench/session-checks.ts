import { registersOfRun } from '../../engine/check/from-run.ts'
import type { RegisterHistory } from '../../engine/check/register-history.ts'
import { SESSION_NAMES } from '../../engine/check/session/guarantees.ts'
import { causalAndSessions } from '../../engine/check/session/ladder.ts'
import { sessionGuarantee } from '../../engine/check/session/session.ts'
import { boundedStaleness } from '../../engine/check/staleness/staleness.ts'
import { leaderless, simulate, workload } from '../../engine/index.ts'
import type { CheckTime } from './linearizability-checks.ts'
import { CLIENTS } from './scenarios.ts'
import { processorSeconds } from './stopwatch.ts'

const OPERATIONS = 1_000_000
const TURNS = 3
const GOAL_SECONDS = 3

/** The checks that read no more than columns: the best of a few turns each, on a history in which nearly all of them are broken. */
export function sessionCheckTimes(): CheckTime[] {
  const history = millionOperations()
  const checks: [string, number, () => unknown][] = [
    ...SESSION_NAMES.map((name): [string, number, () => unknown] => {
      return [name, GOAL_SECONDS, () => sessionGuarantee(name, history)]
    }),
    ['causal and the four together', GOAL_SECONDS, () => causalAndSessions(history)],
    ['bounded staleness', GOAL_SECONDS, () => boundedStaleness(history, { versions: 0 })],
  ]
  return checks.map(([name, goal, check]) => ({
    name: `1 000 000 operations: ${name}`,
    goal,
    seconds: best(check),
  }))
}

function best(check: () => unknown): number {
  const times = Array.from({ length: TURNS }, () => processorSeconds(check))
  return Math.min(...times)
}

function millionOperations(): RegisterHistory {
  const { history } = simulate({
    model: leaderless({ write: 1, read: 1 }),
    workload: workload.ycsb('A', {
      clients: CLIENTS,
      operations: OPERATIONS,
      keys: { count: 1_000 },
    }),
    duration: '1000s',
    limits: { traceEvents: 0, events: 1_000_000_000 },
  })
  return registersOfRun(history, { process: String, key: String, value: String, time: String })
}
