import { type Findings, judge } from '../causal/judge.ts'
import { type CausalOptions, CausalOrder } from '../causal/order.ts'
import { circleVerdict, tooLarge, verdictOf } from '../causal/verdicts.ts'
import type { RegisterHistory } from '../register-history.ts'
import type { Verdict } from '../verdict.ts'
import { SESSION_GUARANTEES, type SessionGuarantee } from './guarantees.ts'

/** Whether every session was given a guarantee; what each means stands at `SESSION_GUARANTEES`. */
export function sessionGuarantee(
  name: SessionGuarantee,
  history: RegisterHistory,
  options: CausalOptions = {},
): Verdict {
  const order = CausalOrder.of(history, options)
  if (order === undefined) return tooLarge(history, name, options)
  const [findings] = judge(order, [SESSION_GUARANTEES[name].rule])
  return sessionVerdict(order, name, findings)
}

/**
 * The verdict on a history whose reads were held to the guarantee's rule.
 *
 * Where operations are causes of each other, every piece of the circle in one session begins with a read and ends with a write: no order of the writes lets them
 * follow the reads.
 */
export function sessionVerdict(
  order: CausalOrder,
  name: SessionGuarantee,
  findings: Findings,
): Verdict {
  const isCircle = name === 'writes follow reads' && order.circle !== undefined
  return isCircle
    ? circleVerdict(order, name, order.circle)
    : verdictOf(order, SESSION_GUARANTEES[name], findings)
}
