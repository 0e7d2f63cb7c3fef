import { DEFAULT_CLOCK_CELLS } from '../../check/causal/order.ts'
import {
  DEFAULT_SITUATION_LIMIT,
  DEFAULT_STEP_LIMIT,
  type SearchOptions,
} from '../../check/linearizable/budget.ts'
import type { StalenessBound } from '../../check/staleness/staleness.ts'
import { poll } from '../poll.ts'
import { orThrow } from '../scenario-error.ts'
import { type Duration, duration } from '../schema/duration.ts'
import { type FieldsOf, optional, record, withDefault } from '../schema/record.ts'
import { problem } from '../schema/refusal.ts'
import { whole } from '../schema/scalar.ts'
import type { ModelOption } from './subject.ts'

/** What a check takes beside its subject. */
export interface CheckOptions {
  /** What the operations were done to, for a history that was recorded elsewhere. Default: the model that it was imported as. */
  readonly model?: ModelOption
  readonly limits?: CheckLimits
}

/** How far a check may go; a verdict that met one of these is unknown and names it. */
export interface CheckLimits {
  /** Operations that a search for an order tries at most, over all keys. Default: 20 million. */
  readonly stepLimit?: number
  /** Situations that a search remembers at most, over all keys. Default: 2 million. */
  readonly situationLimit?: number
  /** Numbers that the vector clocks of all writes, and the tables built on them, may have. Default: 100 million, of 4 bytes each. */
  readonly clockCells?: number
}

export interface StalenessOptions extends CheckOptions {
  /** How many acknowledged writes a read may miss. Default: as many as it likes. */
  readonly versions?: number
  /** How long before a read the first write that it missed may have been acknowledged. Default: as long as it likes. */
  readonly time?: Duration
}

const MAXIMUM_LIMIT = 1_000_000_000

const limitsSchema = record('limits of a check', {
  stepLimit: withDefault(whole(1, MAXIMUM_LIMIT), DEFAULT_STEP_LIMIT, 'Operations tried at most.'),
  situationLimit: withDefault(
    whole(1, MAXIMUM_LIMIT),
    DEFAULT_SITUATION_LIMIT,
    'Situations remembered at most.',
  ),
  clockCells: withDefault(
    whole(1, MAXIMUM_LIMIT),
    DEFAULT_CLOCK_CELLS,
    'Numbers in vector clocks at most.',
  ),
} satisfies FieldsOf<CheckLimits>)

const optionsSchema = record('options of a check', {
  limits: withDefault(limitsSchema, {}, 'How far it may go.'),
})

const stalenessSchema = record('options of a check of staleness', {
  limits: withDefault(limitsSchema, {}, 'How far it may go.'),
  versions: optional(whole(0, MAXIMUM_LIMIT), 'Writes that a read may miss.', 'no bound'),
  time: optional(duration, 'How long it may miss one.', 'no bound'),
})

/** Options with nothing left open. */
export interface ResolvedCheck {
  readonly model: ModelOption | undefined
  readonly search: SearchOptions
  readonly clockCells: number
}

/** @throws {ScenarioError} with one sentence on what is wrong */
export function readOptions({ model, ...rest }: CheckOptions): ResolvedCheck {
  return resolved(model, orThrow(optionsSchema.read(rest, 'options')).limits)
}

export function readStaleness({ model, ...rest }: StalenessOptions): {
  readonly bound: StalenessBound
  readonly options: ResolvedCheck
} {
  const { versions, time, limits } = orThrow(stalenessSchema.read(rest, 'options'))
  if (versions === undefined && time === undefined) {
    const sentence = 'Nothing is bounded: give versions, time, or both.'
    orThrow(problem('scenario/missing-field', sentence))
  }
  return { bound: { versions, timeMicros: time }, options: resolved(model, limits) }
}

function resolved(
  model: ModelOption | undefined,
  { clockCells, ...search }: Required<CheckLimits>,
): ResolvedCheck {
  return { model, search: { ...search, isOutOfTime }, clockCells }
}

/** Lets a host look in; it throws where it wants the search to end. */
function isOutOfTime(): boolean {
  poll(0)
  return false
}
