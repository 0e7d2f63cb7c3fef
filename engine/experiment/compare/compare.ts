import type { Result } from '../../core/result.ts'
import { ok } from '../../core/result.ts'
import { doPart } from '../poll.ts'
import { measureSeeds, type RunnableScenario, readRunnable } from '../replicate/measure-seeds.ts'
import {
  type CheckedReplication,
  type ReplicateOptions,
  replicateOptions,
} from '../replicate/options.ts'
import { resolveChecked } from '../resolve/resolve.ts'
import { Run } from '../run/run.ts'
import { orThrow } from '../scenario-error.ts'
import { isPlainObject, toPlain } from '../schema/plain.ts'
import { problem, refuse } from '../schema/refusal.ts'
import { quote } from '../schema/show.ts'
import { play } from '../simulate.ts'
import type { ScenarioSpec } from '../spec/scenario.ts'
import { Comparison } from './comparison.ts'
import { ReplicatedComparison } from './replicated.ts'

/** What scenarios must share, so that a difference in outcome comes from what is compared. */
const SHARED = ['seed', 'workload', 'faults', 'warmUp', 'duration', 'drain'] as const

/** Scenarios compared at once, at most. */
export const MAXIMUM_COMPARED = 20

/**
 * Runs several scenarios on the same seed, workload and faults, and sets their results side by side: `compare({ async: …, sync: … })`. With `{ seeds: 20 }` each
 * runs with that many seeds, the same ones for all, and the result says how well the differences are known.
 * @throws {ScenarioError} when one of them, or an option, cannot be, or when they differ in what they must share
 */
export function compare<Name extends string>(
  specs: Readonly<Record<Name, ScenarioSpec>>,
): Comparison<Name>
export function compare<Name extends string>(
  specs: Readonly<Record<Name, ScenarioSpec>>,
  options: ReplicateOptions,
): ReplicatedComparison<Name>
export function compare<Name extends string>(
  specs: Readonly<Record<Name, ScenarioSpec>>,
  options?: ReplicateOptions,
): Comparison<Name> | ReplicatedComparison<Name> {
  if (options === undefined) return compareOnce(orThrow(readAll(specs)))
  const read = orThrow(replicateOptions.read(orThrow(toPlain(options, 'options')), 'options'))
  return compareOften(orThrow(readAll(specs)), read)
}

type Entry = RunnableScenario & { readonly name: string }

const compareOnce = <Name extends string>(entries: readonly Entry[]): Comparison<Name> =>
  new Comparison(runEach(entries, runOnce))

const compareOften = <Name extends string>(
  entries: readonly Entry[],
  options: CheckedReplication,
) => new ReplicatedComparison<Name>(runEach(entries, (entry) => measureSeeds(entry, options)))

function runEach<Name extends string, Outcome>(
  entries: readonly Entry[],
  run: (entry: Entry) => Outcome,
): Record<Name, Outcome> {
  const named = entries.map((entry, index) => [
    entry.name,
    doPart(index, entries.length, () => run(entry)),
  ])
  return Object.fromEntries(named)
}

const runOnce = ({ plain, checked }: Entry): Run =>
  new Run(plain, play(orThrow(resolveChecked(checked))))

function readAll(specs: unknown): Result<Entry[]> {
  const plain = toPlain(specs, 'compare')
  if (!plain.ok) return refuseRuns(specs) ?? plain
  const allowed = `an object of 2 to ${MAXIMUM_COMPARED} scenarios by name`
  if (!isPlainObject(plain.value)) return refuse('compare', specs, allowed)
  const named = Object.entries(plain.value)
  if (named.length < 2 || named.length > MAXIMUM_COMPARED) {
    return problem('scenario/out-of-range', `compare has ${named.length}, but must be ${allowed}.`)
  }
  return readEntries(named)
}

/** Who hands over runs meant to compare what came out. */
function refuseRuns(specs: unknown) {
  const given = Object.entries(Object.getOwnPropertyDescriptors(Object(specs)))
  const found = given.find(([, { value }]) => value instanceof Run)
  if (found === undefined) return undefined
  const sentence = `compare.${found[0]} is a run, but must be a scenario: what simulate was given, which compare runs itself.`
  return problem('scenario/wrong-type', sentence)
}

/** Characters that a scenario's name may have. */
const MOST_NAME_CHARACTERS = 200

function checkName(name: string): Result<undefined> {
  const isFine = name.trim() !== '' && name.length <= MOST_NAME_CHARACTERS
  if (isFine) return ok(undefined)
  const sentence = `compare has a scenario with the name ${quote(name)}, but a name must have 1 to ${MOST_NAME_CHARACTERS} characters that are not all spaces.`
  return problem('scenario/out-of-range', sentence)
}

function readEntries(specs: readonly (readonly [string, unknown])[]): Result<Entry[]> {
  const entries: Entry[] = []
  for (const [name, given] of specs) {
    const named = checkName(name)
    if (!named.ok) return named
    const read = readRunnable(given)
    if (!read.ok) return within(name, read)
    const entry = { name, ...read.value }
    const shared = checkShared(entries[0] ?? entry, entry)
    if (!shared.ok) return shared
    entries.push(entry)
  }
  return ok(entries)
}

/** A refusal that says which of the scenarios it concerns. */
const within = (name: string, { problem: { code, message } }: Result<unknown> & { ok: false }) =>
  ({ ok: false, problem: { code, message: `In '${name}': ${message}` } }) as const

/** Specs that were read have their fields in one order, so their texts are equal when they are. */
function checkShared(one: Entry, other: Entry): Result<undefined> {
  const [first, second] = [one.checked, other.checked]
  const field = SHARED.find((candidate) => text(first[candidate]) !== text(second[candidate]))
  if (field === undefined) return ok(undefined)
  const sentence = `${field} differs between '${one.name}' and '${other.name}', but scenarios that are compared must have the same ${SHARED.join(', ')}.`
  return problem('scenario/conflict', sentence)
}

const text = (value: unknown) => JSON.stringify(value)
