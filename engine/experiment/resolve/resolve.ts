import { ok, type Result } from '../../core/result.ts'
import type { ResolvedScenario } from '../resolved.ts'
import { toPlain } from '../schema/plain.ts'
import { buildModel } from '../spec/models/model.ts'
import { type CheckedScenario, type ScenarioSpec, scenarioSchema } from '../spec/scenario.ts'
import { resolveFaults } from './faults.ts'
import { resolveNetwork } from './links.ts'
import { checkRegions, Names } from './names.ts'
import { placesOf } from './places.ts'
import { resolveWorkload } from './workload.ts'

/** Fills in every default and turns names into numbers and times into microseconds, or says in one sentence what is wrong. */
export function resolve(spec: ScenarioSpec): Result<ResolvedScenario> {
  const checked = checkScenario(spec)
  return checked.ok ? resolveChecked(checked.value) : checked
}

/** Reads a spec field by field. */
export function checkScenario(spec: unknown): Result<CheckedScenario> {
  const plain = toPlain(spec)
  return plain.ok ? scenarioSchema.read(plain.value, '') : plain
}

/** Applies the rules that span several fields. */
export function resolveChecked(checked: CheckedScenario): Result<ResolvedScenario> {
  const built = buildModel(checked.model, 'model')
  if (!built.ok) return built
  const regions = checkRegions(checked.model.regions, 'model.regions')
  if (!regions.ok) return regions
  const clientRegions = checkRegions(checked.workload.regions, 'workload.regions')
  if (!clientRegions.ok) return clientRegions
  const workload = resolveWorkload(checked.workload)
  const endpoints = placesOf(built.value, workload.clients, checked.workload.regions)
  const names = new Names(endpoints)
  const network = resolveNetwork(checked.network, names)
  if (!network.ok) return network
  const { traits, model } = built.value
  const end = checked.duration + checked.drain
  const faults = resolveFaults(checked.faults, { names, traits }, end)
  if (!faults.ok) return faults
  return ok({
    seed: checked.seed,
    model,
    endpoints,
    network: network.value,
    syncMicros: checked.disk.sync,
    workload,
    faults: faults.value,
    durationMicros: checked.duration,
    drainMicros: checked.drain,
    limits: checked.limits,
  })
}
