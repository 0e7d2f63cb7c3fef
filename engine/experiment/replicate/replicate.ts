import { orThrow } from '../scenario-error.ts'
import { toPlain } from '../schema/plain.ts'
import type { ScenarioSpec } from '../spec/scenario.ts'
import { measureSeeds, readRunnable } from './measure-seeds.ts'
import { type ReplicateOptions, replicateOptions } from './options.ts'
import type { Replicates } from './replicates.ts'

/**
 * Runs a scenario with many seeds and says how well its numbers are known: each run is one independent sample.
 * @throws {ScenarioError} with one sentence when the scenario, or an option, cannot be
 */
export function replicate(spec: ScenarioSpec, options: ReplicateOptions = {}): Replicates {
  const read = orThrow(replicateOptions.read(orThrow(toPlain(options, 'options')), 'options'))
  return measureSeeds(orThrow(readRunnable(spec)), read)
}
