import { DEFAULT_CONFIDENCE } from '../../core/intervals.ts'
import { ok } from '../../core/result.ts'
import type { Unit } from '../../trace/format.ts'
import { MAIN_METRICS, type MainMetric, vacuityOf } from '../run/main-metrics.ts'
import type { Run } from '../run/run.ts'
import { list } from '../schema/list.ts'
import { type FieldsOf, record, required, withDefault } from '../schema/record.ts'
import { refined } from '../schema/refined.ts'
import { refuse } from '../schema/refusal.ts'
import { code, number, text, whole } from '../schema/scalar.ts'
import type { Read, Schema } from '../schema/schema.ts'
import { shorthand } from '../schema/shorthand.ts'
import { listed, quote } from '../schema/show.ts'

/** A number of one's own by which runs are judged. */
export interface MetricSpec {
  readonly name: string
  /** How the number is to be read: `'micros'`, `'share'`, `'count'`, `'per-second'`, `'bytes'` or a word that stands behind it. Default `'number'`. */
  readonly unit?: string
  /** The number of one run; undefined where the run has none. */
  readonly of: (run: Run) => number | undefined
}

/** How a scenario is repeated. */
export interface ReplicateOptions {
  /** Runs of each scenario, with its seed, the next one, and so on. Default 30. */
  readonly seeds?: number
  /** What is measured: names of main metrics (`'stale reads'`), or numbers of one's own. Default: all main metrics. */
  readonly metrics?: readonly (string | MetricSpec)[]
  /** Share of intervals that cover the true value, 0.5 to 0.999. Default 0.95. */
  readonly confidence?: number
}

/** Runs of one scenario at most. */
export const MAXIMUM_SEEDS = 10_000
export const DEFAULT_SEEDS = 30

/** A number by which runs are judged. */
export interface RunMetric {
  readonly name: string
  readonly unit: Unit
  readonly of: (run: Run) => number | undefined
  /** Why the number could not have come out otherwise in this run. */
  readonly vacuity: (run: Run) => string | undefined
}

const ownMetric: Schema<RunMetric> = refined(
  record('a metric', {
    name: required(text('the name of a metric', 60), 'What it is called.'),
    unit: withDefault(text('a unit', 20), 'number', 'How the number is to be read.'),
    of: required(
      code<MetricSpec['of']>('a function of a run that gives its number'),
      'The number of one run.',
    ),
  } satisfies FieldsOf<MetricSpec>),
  (metric) => ok({ ...metric, vacuity: () => undefined }),
)

const NAMES = MAIN_METRICS.map(({ name }) => name)

const mainMetric: Schema<RunMetric> = {
  allowed: `one of the main metrics (${listed(NAMES.map(quote), 'and')})`,
  read: (given, path) => {
    const metric = MAIN_METRICS.find(({ name }) => name === given)
    if (metric === undefined) return refuse(path, given, mainMetric.allowed)
    return ok(runMetricOf(metric))
  },
}

const runMetricOf = (metric: MainMetric): RunMetric => ({
  name: metric.name,
  unit: metric.unit,
  of: ({ metrics }) => metric.of(metrics),
  vacuity: ({ metrics }) => vacuityOf(metric, metrics),
})

const metrics = list(
  shorthand(ownMetric, mainMetric, (metric) => metric),
  1,
  50,
  'metrics',
)

export const replicateOptions = record('options', {
  seeds: withDefault(whole(1, MAXIMUM_SEEDS), DEFAULT_SEEDS, 'Runs of each scenario.'),
  metrics: withDefault(metrics, NAMES, 'What is measured.'),
  confidence: withDefault(
    number(0.5, 0.999),
    DEFAULT_CONFIDENCE,
    'Share of intervals that cover the true value.',
  ),
} satisfies FieldsOf<ReplicateOptions>)

export type CheckedReplication = Read<typeof replicateOptions>
