import { ok, type Result } from '../../core/result.ts'
import { doPart } from '../poll.ts'
import { orThrow } from '../scenario-error.ts'
import { isPlainObject, toPlain } from '../schema/plain.ts'
import { problem, refuse, within } from '../schema/refusal.ts'
import type { ScenarioSpec } from '../spec/scenario.ts'
import { measureSeeds, type RunnableScenario, readRunnable } from './measure-seeds.ts'
import { type ReplicateOptions, replicateOptions } from './options.ts'
import { pointText, Sweep } from './swept.ts'

/** The values that are tried, by name: `{ w: [1, 2, 3], r: [1, 2, 3] }`. */
export type Axes = Readonly<Record<string, readonly (string | number | boolean)[]>>

/** One value of each axis. */
export type PointOf<A extends Axes> = { readonly [Name in keyof A]: A[Name][number] }

/** Points of a sweep at most. */
export const MAXIMUM_SWEEP_POINTS = 1_000
/** Points × seeds at most. */
export const MAXIMUM_SWEEP_RUNS = 100_000
export const DEFAULT_SWEEP_SEEDS = 10

type AnyPoint = PointOf<Axes>

/**
 * Runs a scenario at every combination of the axes' values, each with the same seeds, so that a difference between points comes from what differs:
 * `sweep({ w: [1, 2, 3] }, ({ w }) => ({ model: leaderless({ write: w }) }), { seeds: 100 })`.
 *
 * All scenarios are made and checked before the first one runs.
 * @param options `seeds` is 10 unless told
 * @throws {ScenarioError} with one sentence when the axes, an option, or the scenario of a point cannot be
 */
export function sweep<const A extends Axes>(
  axes: A,
  scenarioAt: (point: PointOf<A>) => ScenarioSpec,
  options: ReplicateOptions = {},
): Sweep<PointOf<A>> {
  const given = { seeds: DEFAULT_SWEEP_SEEDS, ...options }
  const read = orThrow(replicateOptions.read(orThrow(toPlain(given, 'options')), 'options'))
  const points = orThrow(pointsOf(axes)) as PointOf<A>[]
  orThrow(checkRuns(points.length, read.seeds))
  const scenarios = points.map((point) => orThrow(readAt(point, scenarioAt)))
  const measured = scenarios.map((scenario, index) => ({
    at: points[index],
    replicates: doPart(index, points.length, () => measureSeeds(scenario, read)),
  }))
  return new Sweep(Object.keys(axes), measured)
}

/** All combinations; the last axis changes fastest. */
function pointsOf(axes: unknown): Result<AnyPoint[]> {
  const plain = toPlain(axes, 'axes')
  if (!plain.ok) return plain
  const allowed = 'an object of lists of values by name'
  if (!isPlainObject(plain.value)) return refuse('axes', plain.value, allowed)
  const named = Object.entries(plain.value)
  if (named.length === 0)
    return problem('scenario/missing-field', `axes is empty, but must be ${allowed}.`)
  let points: AnyPoint[] = [{}]
  for (const [name, values] of named) {
    const read = readValues(values, within('axes', name))
    if (!read.ok) return read
    const count = points.length * read.value.length
    if (count > MAXIMUM_SWEEP_POINTS) {
      const sentence = `The axes have more than ${MAXIMUM_SWEEP_POINTS} points, but must have at most that many.`
      return problem('scenario/limit-reached', sentence)
    }
    points = points.flatMap((point) => read.value.map((value) => ({ ...point, [name]: value })))
  }
  return ok(points)
}

function readValues(given: unknown, path: string): Result<readonly (string | number | boolean)[]> {
  const allowed = 'a list of one and more texts, finite numbers or truth values, each once'
  if (!Array.isArray(given) || given.length === 0) return refuse(path, given, allowed)
  for (const [index, value] of given.entries()) {
    const isValue =
      typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
    if (!isValue || given.indexOf(value) !== index)
      return refuse(within(path, index), value, allowed)
  }
  return ok(given)
}

function checkRuns(points: number, seeds: number): Result<undefined> {
  const runs = points * seeds
  if (runs <= MAXIMUM_SWEEP_RUNS) return ok(undefined)
  const sentence = `The sweep has ${points} points with ${seeds} seeds each, ${runs} runs, but must have at most ${MAXIMUM_SWEEP_RUNS}.`
  return problem('scenario/limit-reached', sentence)
}

function readAt<Point extends AnyPoint>(
  point: Point,
  scenarioAt: (point: Point) => ScenarioSpec,
): Result<RunnableScenario> {
  const read = readRunnable(scenarioAt(point))
  if (read.ok) return read
  const { code, message } = read.problem
  return { ok: false, problem: { code, message: `At ${pointText(point)}: ${message}` } }
}
