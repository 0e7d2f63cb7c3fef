import { ok, type Result } from '../../core/result.ts'
import type { ResolvedScenario } from '../resolved.ts'
import { durationText, refuseTime } from '../schema/duration.ts'
import { toPlain } from '../schema/plain.ts'
import { type CheckedScenario, type ScenarioSpec, scenarioSchema } from '../spec/scenario.ts'
import { resolveBase } from './base.ts'
import { checkTimePasses } from './endless.ts'
import { resolveFaults } from './faults.ts'
import { checkRegions } from './names.ts'
import { resolveWorkload } from './workload.ts'

/** Fills in every default and turns names into numbers and times into microseconds, or says in one sentence what is wrong. */
export function resolve(spec: ScenarioSpec): Result<ResolvedScenario> {
  const plain = toPlain(spec)
  if (!plain.ok) return plain
  const checked = scenarioSchema.read(plain.value, '')
  return checked.ok ? resolveChecked(checked.value) : checked
}

/** Applies the rules that span several fields. */
export function resolveChecked(checked: CheckedScenario): Result<ResolvedScenario> {
  const { warmUp, duration, drain } = checked
  if (warmUp >= duration) {
    return refuseTime('warmUp', warmUp, `below the duration, ${durationText(duration)}`)
  }
  const workload = resolveWorkload(checked.workload)
  const passes = checkTimePasses(checked, workload)
  if (!passes.ok) return passes
  const regions = checkRegions(checked.workload.regions, 'workload.regions')
  if (!regions.ok) return regions
  const base = resolveBase(checked, workload.clients, checked.workload.regions)
  if (!base.ok) return base
  const faults = resolveFaults(checked.faults, base.value, {
    seed: checked.seed,
    durationMicros: duration,
    endMicros: duration + drain,
  })
  if (!faults.ok) return faults
  return ok({
    ...base.value.scenario,
    workload,
    faults: faults.value,
    warmUpMicros: warmUp,
    durationMicros: duration,
    drainMicros: drain,
  })
}
