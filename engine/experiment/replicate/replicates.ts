import type { Interval } from '../../core/intervals.ts'
import { formatShare } from '../../trace/format.ts'
import { displaySymbol, Table } from '../../trace/table.ts'
import { ENGINE_VERSION } from '../../version.ts'
import type { Displayable, DisplayBundle } from '../display.ts'
import { toRecipe } from '../recipe.ts'
import type { Run } from '../run/run.ts'
import { orThrow } from '../scenario-error.ts'
import { refuse } from '../schema/refusal.ts'
import { listed, quote } from '../schema/show.ts'
import { type Estimate, estimate, meanCell, missingNote, percent } from './estimate.ts'

/** The numbers of one metric, one a run, in order of seeds. */
export interface MeasuredMetric {
  readonly name: string
  readonly unit: string
  /** Undefined where a run has no such number. */
  readonly values: readonly (number | undefined)[]
  /** Why the number could not have come out otherwise in a run; undefined where it could. */
  readonly reasons: readonly (string | undefined)[]
}

interface ReplicatesParts {
  readonly plain: unknown
  readonly firstSeed: number
  readonly fingerprints: readonly string[]
  readonly measured: readonly MeasuredMetric[]
  readonly confidence: number
  readonly runWith: (seed: number) => Run
}

/** What it takes to get the same numbers again; plain JSON. */
export interface ReplicatesRecipe {
  /** With its first seed; functions are shown by their source. */
  readonly scenario: unknown
  readonly seeds: number
  readonly metrics: readonly string[]
  readonly confidence: number
}

/** One scenario with many seeds: its numbers and what they say together. The runs themselves are not kept; `run` gives one of them again. */
export class Replicates implements Displayable {
  readonly recipe: ReplicatesRecipe
  /** The seed of each run. */
  readonly seeds: readonly number[]
  /** The fingerprint of each run. */
  readonly fingerprints: readonly string[]
  readonly metrics: readonly MeasuredMetric[]
  readonly confidence: number
  readonly #runWith: (seed: number) => Run

  constructor({ plain, firstSeed, fingerprints, measured, confidence, runWith }: ReplicatesParts) {
    const metrics = measured.map(({ name }) => name)
    const seeds = fingerprints.length
    this.recipe = { scenario: toRecipe(plain), seeds, metrics, confidence }
    this.seeds = fingerprints.map((_, index) => firstSeed + index)
    this.fingerprints = fingerprints
    this.metrics = measured
    this.confidence = confidence
    this.#runWith = runWith
  }

  /**
   * One of the runs, run again from its seed, with all that a run can show: `replicates.run(7).timeline()`. Equal to what it was, event for event.
   * @param seed one of `seeds`; the first unless told
   * @throws {ScenarioError} for another seed
   */
  run(seed: number = this.seeds[0]): Run {
    if (this.seeds.includes(seed)) return this.#runWith(seed)
    const [first] = this.seeds
    const allowed = `a seed of these runs, ${first} to ${first + this.seeds.length - 1}`
    return orThrow(refuse('The seed', seed, allowed, 'scenario/out-of-range'))
  }

  /**
   * What the runs say of a metric together.
   * @throws {ScenarioError} for a name that was not measured
   */
  estimate(name: string): Estimate {
    const metric = this.metric(name)
    return estimate(metric, metric.values, this.confidence)
  }

  /** The numbers of a metric, one a run, in order of seeds. */
  values(name: string): readonly (number | undefined)[] {
    return this.metric(name).values
  }

  /** Why a metric could not have come out otherwise, and in how many runs; else how many runs it is of, where it is not of all. */
  note(name: string): string | undefined {
    const { reasons } = this.metric(name)
    const known = reasons.filter((reason) => reason !== undefined)
    if (known.length === 0) return missingNote(this.estimate(name), reasons.length)
    const one = new Set(known).size === 1
    const reason = one ? known[0] : 'The number could not have come out otherwise.'
    return known.length === reasons.length
      ? reason
      : `In ${known.length} of ${reasons.length} runs: ${reason}`
  }

  /** A row a metric; metrics of which no run has data are left out. */
  get table(): Table {
    const right = (name: string) => ({ name, align: 'right' as const })
    const estimates = this.metrics.map(({ name }) => this.estimate(name))
    return new Table(
      ['metric', ...['mean', 'median', 'median from', 'to', 'runs where not 0'].map(right)],
      estimates.filter(({ runs }) => runs > 0).map((found) => this.row(found)),
      { caption: caption(this.seeds, this.confidence) },
    )
  }

  [displaySymbol](): DisplayBundle {
    const { recipe, fingerprints, table } = this
    const estimates = this.metrics.map(({ name }) => this.estimate(name))
    return {
      ...table[displaySymbol](),
      'text/plain': table.toText(),
      'application/vnd.replilab.replicates+json': {
        engine: ENGINE_VERSION,
        recipe,
        fingerprints,
        estimates,
      },
    }
  }

  private row(found: Estimate) {
    const { name, unit, median, medianInterval, nonzero } = found
    const cell = (value: number | undefined) => (value === undefined ? undefined : { value, unit })
    return [
      name,
      meanCell(found, this.note(name)),
      cell(median),
      cell(medianInterval?.low),
      cell(medianInterval?.high),
      nonzero && intervalText(nonzero),
    ]
  }

  private metric(name: string): MeasuredMetric {
    const found = this.metrics.find((metric) => metric.name === name)
    const names = this.metrics.map((metric) => quote(metric.name))
    return found ?? orThrow(refuse('The metric', name, listed(names), 'scenario/unknown-name'))
  }
}

/** `10.0% (3.5% to 25.6%)` */
const intervalText = ({ estimate, low, high }: Interval): string =>
  `${formatShare(estimate)} (${formatShare(low)} to ${formatShare(high)})`

/** What the numbers of a table of means are. */
export function caption(seeds: readonly number[], confidence: number): string {
  const [first] = seeds
  if (seeds.length === 1) return `One run, seed ${first}.`
  const last = seeds[seeds.length - 1]
  return `Means of ${seeds.length} runs, seeds ${first} to ${last}, ± half of the ${percent(confidence)} confidence interval; a number without ± was the same in every run.`
}
