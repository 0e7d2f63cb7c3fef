import type { Result } from '../../core/result.ts'
import { ok } from '../../core/result.ts'
import { resolveChecked } from '../resolve/resolve.ts'
import type { ResolvedScenario } from '../resolved.ts'
import { Run } from '../run/run.ts'
import { orThrow } from '../scenario-error.ts'
import { isPlainObject, toPlain } from '../schema/plain.ts'
import { problem, refuse } from '../schema/refusal.ts'
import { runToEnd } from '../simulate.ts'
import { type CheckedScenario, type ScenarioSpec, scenarioSchema } from '../spec/scenario.ts'
import { Comparison } from './comparison.ts'

/** What scenarios must share, so that a difference in outcome comes from what is compared. */
const SHARED = ['seed', 'workload', 'faults', 'warmUp', 'duration', 'drain'] as const

/** Scenarios compared at once, at most. */
export const MAXIMUM_COMPARED = 20

/**
 * Runs several scenarios on the same seed, workload and faults, and sets their results side by side: `compare({ async: …, sync: … })`.
 * @throws {ScenarioError} when one of them cannot be, or when they differ in what they must share
 */
export function compare<Name extends string>(
  specs: Readonly<Record<Name, ScenarioSpec>>,
): Comparison<Name> {
  const entries = orThrow(readAll(specs))
  const runs = entries.map(([name, plain, scenario]) => [name, new Run(plain, runToEnd(scenario))])
  return new Comparison(Object.fromEntries(runs))
}

type Entry = readonly [name: string, plain: unknown, scenario: ResolvedScenario]

function readAll(specs: unknown): Result<Entry[]> {
  const plain = toPlain(specs, 'compare')
  if (!plain.ok) return plain
  const allowed = `an object of 2 to ${MAXIMUM_COMPARED} scenarios by name`
  if (!isPlainObject(plain.value)) return refuse('compare', specs, allowed)
  const named = Object.entries(plain.value)
  if (named.length < 2 || named.length > MAXIMUM_COMPARED) {
    return problem('scenario/out-of-range', `compare has ${named.length}, but must be ${allowed}.`)
  }
  return readEntries(named)
}

function readEntries(named: readonly (readonly [string, unknown])[]): Result<Entry[]> {
  const entries: Entry[] = []
  let first: readonly [string, CheckedScenario] | undefined
  for (const [name, plain] of named) {
    const checked = scenarioSchema.read(plain, '')
    if (!checked.ok) return within(name, checked)
    first ??= [name, checked.value]
    const shared = checkShared(first, [name, checked.value])
    if (!shared.ok) return shared
    const scenario = resolveChecked(checked.value)
    if (!scenario.ok) return within(name, scenario)
    entries.push([name, plain, scenario.value])
  }
  return ok(entries)
}

/** A refusal that says which of the scenarios it concerns. */
const within = (name: string, { problem: { code, message } }: Result<unknown> & { ok: false }) =>
  ({ ok: false, problem: { code, message: `In '${name}': ${message}` } }) as const

/** Specs that were read have their fields in one order, so their texts are equal when they are. */
function checkShared(
  [firstName, first]: readonly [string, CheckedScenario],
  [name, other]: readonly [string, CheckedScenario],
): Result<undefined> {
  const field = SHARED.find((candidate) => text(first[candidate]) !== text(other[candidate]))
  if (field === undefined) return ok(undefined)
  const sentence = `${field} differs between '${firstName}' and '${name}', but scenarios that are compared must have the same ${SHARED.join(', ')}.`
  return problem('scenario/conflict', sentence)
}

const text = (value: unknown) => JSON.stringify(value)
