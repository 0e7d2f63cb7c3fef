import { ok, type Result } from '../../../core/result.ts'
import type { Model } from '../../../protocols/model.ts'

/** What a kind of model allows a scenario to say. */
export interface ModelTraits {
  /** How many leaders it has: whether faults may name `'leader'`. */
  readonly leaders: 'none' | 'one' | 'several' | 'unknown'
  /** Whether a person may promote a node. */
  readonly promotion: boolean
  /** Whether single reads and writes may name a level. */
  readonly levels: boolean
}

/** A model as the engine runs it, and what a scenario may say of it. */
export interface BuiltModel {
  readonly model: Model
  readonly traits: ModelTraits
  /** Regions of the nodes, round robin; undefined where the scenario names none. */
  readonly regions: readonly string[] | undefined
}

export const built = (
  model: Model,
  traits: ModelTraits,
  regions: readonly string[] | undefined,
): Result<BuiltModel> => ok({ model, traits, regions })

/** The most nodes of one cluster: each has links to all others. */
export const MAXIMUM_NODES = 200
