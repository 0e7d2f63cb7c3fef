import { ok, type Result } from '../../core/result.ts'
import type { ResolvedScenario } from '../resolved.ts'
import type { CheckedCluster } from '../spec/cluster.ts'
import { type ResolvedBase, resolveBase } from './base.ts'

/** Size of a value that a person writes, on the wire. */
const VALUE_BYTES = 100

/** A cluster without workload and faults: both come step by step. */
export function resolveCluster(
  checked: CheckedCluster,
): Result<ResolvedBase & { readonly scenario: ResolvedScenario }> {
  const { regions } = checked.model
  const { timeout, retries, clients = new Set(regions ?? ['']).size } = checked
  const base = resolveBase(checked, clients, regions && [...new Set(regions)])
  if (!base.ok) return base
  return ok({
    ...base.value,
    scenario: {
      ...base.value.scenario,
      workload: undefined,
      stepwise: { timeoutMicros: timeout, retries, valueBytes: VALUE_BYTES },
      faults: [],
      warmUpMicros: 0,
      durationMicros: 0,
      drainMicros: 0,
    },
  })
}
