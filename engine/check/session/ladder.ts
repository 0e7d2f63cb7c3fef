import { CAUSAL, causalVerdict } from '../causal/causal.ts'
import { judge } from '../causal/judge.ts'
import { type CausalOptions, CausalOrder } from '../causal/order.ts'
import { tooLarge } from '../causal/verdicts.ts'
import type { RegisterHistory } from '../register-history.ts'
import type { Verdict } from '../verdict.ts'
import { SESSION_GUARANTEES, SESSION_NAMES } from './guarantees.ts'
import { sessionVerdict } from './session.ts'

/** Causal consistency and the four session guarantees, judged in one pass. */
export function causalAndSessions(
  history: RegisterHistory,
  options: CausalOptions = {},
): Verdict[] {
  const order = CausalOrder.of(history, options)
  const names = [CAUSAL.guarantee, ...SESSION_NAMES]
  if (order === undefined) return names.map((name) => tooLarge(history, name, options))
  const rules = SESSION_NAMES.map((name) => SESSION_GUARANTEES[name].rule)
  const [causal, ...sessions] = judge(order, [CAUSAL.rule, ...rules])
  return [
    causalVerdict(order, causal),
    ...SESSION_NAMES.map((name, at) => sessionVerdict(order, name, sessions[at])),
  ]
}
