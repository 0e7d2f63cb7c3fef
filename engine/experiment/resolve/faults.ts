import type { Micros } from '../../core/clock.ts'
import { ok, type Result } from '../../core/result.ts'
import type { ResolvedFault } from '../resolved.ts'
import { durationText, refuseTime } from '../schema/duration.ts'
import { within } from '../schema/refusal.ts'
import type { CheckedFault } from '../spec/faults.ts'
import { type FaultParts, resolveFault } from './fault.ts'
import { labelOf } from './fault-label.ts'

/** The faults of a scenario in order of time, those of one time in the order in which they are given. */
export function resolveFaults(
  faults: readonly CheckedFault[],
  parts: FaultParts,
  endMicros: Micros,
): Result<ResolvedFault[]> {
  const resolved: ResolvedFault[] = []
  for (const [index, fault] of faults.entries()) {
    const path = within('faults', index)
    if (fault.at > endMicros) return refuseLate(fault.at, endMicros, within(path, 'at'))
    const action = resolveFault(fault, parts, path)
    if (!action.ok) return action
    resolved.push({ at: fault.at, label: labelOf(action.value, parts.names), action: action.value })
  }
  const ordered = [...resolved].sort((a, b) => a.at - b.at)
  return checkRestarts(resolved, ordered)
}

function refuseLate(at: Micros, endMicros: Micros, path: string) {
  const allowed = `at most ${durationText(endMicros)}, the end of the run (duration and drain)`
  return refuseTime(path, at, allowed)
}

const UNDOES = new Map<string, string>([
  ['restart', 'crash'],
  ['resume', 'pause'],
])

/** A restart before any crash, or a resume before any pause, was meant for another time. */
function checkRestarts(
  given: readonly ResolvedFault[],
  ordered: ResolvedFault[],
): Result<ResolvedFault[]> {
  const seen = new Set<string>()
  for (const fault of ordered) {
    const { kind } = fault.action
    const cause = UNDOES.get(kind)
    if (cause !== undefined && !seen.has(cause)) {
      const path = within('faults', given.indexOf(fault))
      const allowed = `after a ${cause}: a ${kind} with nothing to ${kind} does nothing`
      return refuseTime(within(path, 'at'), fault.at, allowed)
    }
    seen.add(kind)
  }
  return ok(ordered)
}
