import { type History, Outcome } from '../trace/history.ts'
import { NEVER_RETURNED } from './observed-history.ts'

export interface Positions {
  readonly call: Int32Array
  readonly return: Int32Array
}

/**
 * Puts the calls and returns of a run in one order of events.
 *
 * By time; within one microsecond calls come before returns, so that what may have overlapped counts as overlapping. A client that does not pause
 * calls in the microsecond of its answer: its return comes first then. So it does wherever operations are called by hand, one step after another. What did not end
 * ok never returns.
 */
export function positionsOf(history: History): Positions {
  const { length, session, invoked, returned, outcome } = history
  const call = new Int32Array(length)
  const end = new Int32Array(length).fill(NEVER_RETURNED)
  const returns = byReturn(history)
  const previous = new Map<number, number>()
  let position = 0
  let next = 0
  const placeReturn = (id: number) => {
    if (end[id] === NEVER_RETURNED) end[id] = position++
  }
  const isDirectlyBefore = (one: number, other: number) =>
    outcome[one] === Outcome.ok && returned[one] === invoked[other]
  for (let id = 0; id < length; id++) {
    while (next < returns.length && isOverBefore(history, returns[next], id)) {
      placeReturn(returns[next++])
    }
    const before = previous.get(session[id])
    if (before !== undefined && isDirectlyBefore(before, id)) placeReturn(before)
    previous.set(session[id], id)
    call[id] = position++
  }
  while (next < returns.length) placeReturn(returns[next++])
  return { call, return: end }
}

function isOverBefore(history: History, one: number, other: number): boolean {
  const { returned, invoked, callsAtReturn, isStepwise } = history
  if (returned[one] < invoked[other]) return true
  return isStepwise && returned[one] === invoked[other] && callsAtReturn[one] <= other
}

/** The operations that ended ok, by time of return, then by how many had been called, then by number. */
function byReturn({ length, outcome, returned, callsAtReturn }: History): Int32Array {
  const ok = new Int32Array(length)
  let count = 0
  for (let id = 0; id < length; id++) if (outcome[id] === Outcome.ok) ok[count++] = id
  return ok
    .subarray(0, count)
    .sort((a, b) => returned[a] - returned[b] || callsAtReturn[a] - callsAtReturn[b] || a - b)
}
