import { ok, type Result } from '../../core/result.ts'
import type { ResolvedFault } from '../resolved.ts'
import { refuseTime } from '../schema/duration.ts'
import { within } from '../schema/refusal.ts'
import type { CheckedEntry } from '../spec/fault-schema.ts'
import { resolveFault } from './fault.ts'
import { labelOf } from './fault-label.ts'
import type { FaultParts } from './fault-names.ts'
import { type RunTimes, scheduleFaults } from './fault-times.ts'

/** The faults of a scenario in order of time, those of one time in the order in which they are given. */
export function resolveFaults(
  entries: readonly CheckedEntry[],
  parts: FaultParts,
  times: RunTimes,
): Result<ResolvedFault[]> {
  const scheduled = scheduleFaults(entries, parts.names.nodeNames, times)
  if (!scheduled.ok) return scheduled
  const resolved: (ResolvedFault & { readonly path: string })[] = []
  for (const { fault, path, strikes } of scheduled.value) {
    const found = resolveFault(fault, parts, path)
    if (!found.ok) return found
    const forMicros = 'for' in fault ? fault.for : undefined
    const label = labelOf({ action: found.value, forMicros }, parts.names)
    for (const at of strikes) resolved.push({ at, forMicros, label, action: found.value, path })
  }
  const ordered = resolved.sort((a, b) => a.at - b.at)
  const refusal = refuseVainReturn(ordered)
  return refusal ?? ok(ordered.map(({ path: _path, ...fault }) => fault))
}

const UNDOES = new Map<string, string>([
  ['restart', 'crash'],
  ['resume', 'pause'],
])

/** A restart before any crash, or a resume before any pause, was meant for another time. */
function refuseVainReturn(ordered: readonly (ResolvedFault & { readonly path: string })[]) {
  const seen = new Set<string>()
  for (const { action, at, path } of ordered) {
    const { kind } = action
    const cause = UNDOES.get(kind)
    if (cause !== undefined && !seen.has(cause)) {
      const allowed = `after a ${cause}: a ${kind} with nothing to ${kind} does nothing`
      return refuseTime(within(path, 'at'), at, allowed)
    }
    seen.add(kind)
  }
  return undefined
}
