import { ok, type Result } from '../../core/result.ts'
import type { ResolvedScenario } from '../resolved.ts'
import type { ModelTraits } from '../spec/models/kind.ts'
import { buildModel } from '../spec/models/model.ts'
import type { CheckedBase } from '../spec/scenario.ts'
import { resolveNetwork } from './links.ts'
import { checkRegions, Names } from './names.ts'
import { placesOf } from './places.ts'

/** What a scenario and a stepwise cluster have in common, resolved. */
export interface ResolvedBase {
  readonly scenario: Pick<
    ResolvedScenario,
    'seed' | 'model' | 'endpoints' | 'network' | 'syncMicros' | 'service' | 'limits'
  >
  readonly names: Names
  readonly traits: ModelTraits
}

/** @param clientRegions regions of the clients, round robin; those of the model where undefined */
export function resolveBase(
  checked: CheckedBase,
  clients: number,
  clientRegions: readonly string[] | undefined,
): Result<ResolvedBase> {
  const built = buildModel(checked.model, 'model')
  if (!built.ok) return built
  const regions = checkRegions(checked.model.regions, 'model.regions')
  if (!regions.ok) return regions
  const { model, traits } = built.value
  const endpoints = placesOf(built.value, clients, clientRegions)
  const names = new Names(endpoints)
  const network = resolveNetwork(checked.network, names, model.messageKinds)
  if (!network.ok) return network
  const { seed, limits, disk, service } = checked
  const syncMicros = disk.sync
  const scenario = { seed, model, endpoints, network: network.value, syncMicros, service, limits }
  return ok({ scenario, names, traits })
}
