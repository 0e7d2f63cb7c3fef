import { ok, type Result } from '../../core/result.ts'
import { doPart } from '../poll.ts'
import { resolveChecked } from '../resolve/resolve.ts'
import { Run } from '../run/run.ts'
import { orThrow } from '../scenario-error.ts'
import { isPlainObject, toPlain } from '../schema/plain.ts'
import { refuse } from '../schema/refusal.ts'
import { play } from '../simulate.ts'
import { type CheckedScenario, scenarioSchema } from '../spec/scenario.ts'
import type { CheckedReplication, RunMetric } from './options.ts'
import { type MeasuredMetric, Replicates } from './replicates.ts'

/** A scenario that can be run. */
export interface RunnableScenario {
  readonly plain: Readonly<Record<string, unknown>>
  readonly checked: CheckedScenario
}

/** Reads a scenario and checks all its rules, so that no series of runs ends halfway. */
export function readRunnable(given: unknown, path = ''): Result<RunnableScenario> {
  const plain = toPlain(given, path)
  if (!plain.ok) return plain
  const checked = scenarioSchema.read(plain.value, '')
  if (!checked.ok) return checked
  const resolved = resolveChecked(checked.value)
  if (!resolved.ok) return resolved
  // What was read as a scenario is a plain object.
  return ok({ plain: isPlainObject(plain.value) ? plain.value : {}, checked: checked.value })
}

/** Runs a scenario with its seed and the ones after it; keeps of each run its numbers only, so that many fit into memory. */
export function measureSeeds(
  { plain, checked }: RunnableScenario,
  { seeds, metrics, confidence }: CheckedReplication,
): Replicates {
  const fingerprints: string[] = []
  const measured = metrics.map((metric) => new Collected(metric))
  const runWith = (seed: number) =>
    new Run({ ...plain, seed }, play(orThrow(resolveChecked({ ...checked, seed }))))
  for (let index = 0; index < seeds; index++) {
    const run = doPart(index, seeds, () => runWith(checked.seed + index))
    fingerprints.push(run.fingerprint)
    for (const metric of measured) metric.add(run)
  }
  const firstSeed = checked.seed
  return new Replicates({ plain, firstSeed, fingerprints, measured, confidence, runWith })
}

/** One metric of the runs so far. */
class Collected implements MeasuredMetric {
  readonly name: string
  readonly unit: string
  readonly values: (number | undefined)[] = []
  readonly reasons: (string | undefined)[] = []
  private readonly metric: RunMetric

  constructor(metric: RunMetric) {
    this.name = metric.name
    this.unit = metric.unit
    this.metric = metric
  }

  add(run: Run): void {
    this.values.push(orThrow(readValue(this.name, this.metric.of(run))))
    this.reasons.push(this.metric.vacuity(run))
  }
}

function readValue(name: string, given: unknown): Result<number | undefined> {
  if (given === undefined || given === null) return ok(undefined)
  if (typeof given === 'number' && Number.isFinite(given)) return ok(given)
  return refuse(`The metric '${name}'`, given, 'a finite number, or undefined where there is none')
}
