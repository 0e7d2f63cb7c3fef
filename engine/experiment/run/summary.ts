import { faultKinds } from '../../timeline/fault-kinds.ts'
import { formatDuration, formatNumber, formatQuantity } from '../../trace/format.ts'
import type { Metrics } from '../../trace/metrics/measure.ts'
import type { OutcomeCounts } from '../../trace/metrics/throughput.ts'
import { noteLines, noteSign } from '../../trace/table-notes.ts'
import type { ResolvedFault } from '../resolved.ts'
import { textList } from '../text-list.ts'
import type { World } from '../world.ts'
import { kindOf } from './fault-kind.ts'
import type { ReachedLimit } from './limits.ts'
import { MAIN_METRICS, type MainMetric, vacuityOf } from './main-metrics.ts'

/** The main numbers of a run; plain JSON, times in microseconds. */
export interface RunSummary {
  readonly model: string
  readonly nodes: number
  readonly clients: number
  readonly warmUpMicros: number
  readonly durationMicros: number
  readonly drainMicros: number
  readonly reads: OutcomeCounts
  readonly writes: OutcomeCounts
  /** By the names of `MAIN_METRICS`; null where there is no data. */
  readonly metrics: readonly SummaryMetric[]
  /** The first of them. */
  readonly faults: readonly { readonly at: number; readonly label: string }[]
  /** How many others there are, of which kinds: `1 904 more of these kinds: 902 crash, 1002 pause`; absent where there are none. */
  readonly moreFaults?: string
}

/** Faults that a summary lists; of the others it says their kinds. */
const LISTED_FAULTS = 20

export interface SummaryMetric {
  readonly name: string
  readonly unit: string
  readonly value: number | null
  /** Why the value could not have come out otherwise; absent where it could. */
  readonly note?: string
}

export function summarize({ scenario, clients }: World, metrics: Metrics): RunSummary {
  const { reads, writes } = metrics.throughput
  return {
    model: scenario.model.name,
    nodes: scenario.model.replicas,
    clients: clients.length,
    warmUpMicros: scenario.warmUpMicros,
    durationMicros: scenario.durationMicros,
    drainMicros: scenario.drainMicros,
    reads,
    writes,
    metrics: MAIN_METRICS.map((metric) => summarizeMetric(metric, metrics)),
    ...summarizeFaults(scenario.faults),
  }
}

function summarizeFaults(faults: readonly ResolvedFault[]) {
  const listed = faults.slice(0, LISTED_FAULTS).map(({ at, label }) => ({ at, label }))
  const more = faults.slice(LISTED_FAULTS).map(({ action }) => ({ kind: kindOf(action) }))
  if (more.length === 0) return { faults: listed }
  const moreFaults = `${formatNumber(more.length)} more of these kinds: ${faultKinds(more)}`
  return { faults: listed, moreFaults }
}

function summarizeMetric(metric: MainMetric, metrics: Metrics): SummaryMetric {
  const { name, unit, of } = metric
  const note = vacuityOf(metric, metrics)
  return { name, unit, value: of(metrics) ?? null, ...(note === undefined ? {} : { note }) }
}

interface Shown {
  readonly seed: number
  readonly fingerprint: string
  readonly summary: RunSummary
  readonly limits: readonly ReachedLimit[]
}

/** The run as calm text: what it was, what went wrong on purpose, what came of it. */
export function summaryText({ seed, fingerprint, summary, limits }: Shown): string {
  const { model, nodes, clients, reads, writes, faults, moreFaults } = summary
  const metrics = summary.metrics.filter(({ value }) => value !== null)
  const notes = [...new Set(metrics.flatMap(({ note = [] }) => note))]
  return textList([
    ['run', `${model}, ${counted(nodes, 'node')}, ${counted(clients, 'client')}, seed ${seed}`],
    ['time', timeText(summary)],
    ...continued('faults', [
      ...faults.map(({ at, label }) => `${formatDuration(at)}  ${label}`),
      ...(moreFaults === undefined ? [] : [`and ${moreFaults}`]),
    ]),
    ['reads', outcomesText(reads)],
    ['writes', outcomesText(writes)],
    ...metrics.map((metric): [string, string] => [metric.name, metricText(metric, notes)]),
    ['fingerprint', fingerprint],
    ...continued('notes', noteLines(notes)),
    ...continued(
      'limits',
      limits.map(({ message }) => message),
    ),
  ])
}

function metricText({ value, unit, note }: SummaryMetric, notes: readonly string[]): string {
  const text = formatQuantity(value ?? Number.NaN, unit)
  return note === undefined ? text : text + noteSign(notes.indexOf(note))
}

const counted = (count: number, noun: string) =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`

/** Lines under one name. */
const continued = (name: string, texts: readonly string[]) =>
  texts.map((text, index): [string, string] => [index === 0 ? name : '', text])

function timeText({ warmUpMicros, durationMicros, drainMicros }: RunSummary): string {
  const warmUp = warmUpMicros > 0 ? ` (the first ${formatDuration(warmUpMicros)} to warm up)` : ''
  const settle = drainMicros > 0 ? ` and ${formatDuration(drainMicros)} to settle` : ''
  return formatDuration(durationMicros) + warmUp + settle
}

/** `1 204: 1 200 ok, 4 unknown` */
function outcomesText({ ok, fail, unknown, open, total }: OutcomeCounts): string {
  const parts = [
    [ok, 'ok'],
    [fail, 'failed'],
    [unknown, 'unknown'],
    [open, 'open'],
  ] as const
  const shown = parts
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${formatNumber(count)} ${name}`)
  return total === 0 ? 'none' : `${formatNumber(total)}: ${shown.join(', ')}`
}
