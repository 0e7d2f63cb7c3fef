import { MICROS_PER_MILLI, MICROS_PER_SECOND } from '../../core/clock.ts'
import { factsOfRecording, namesOfRecording } from '../../timeline/knowledge.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import { LineChart } from '../../trace/chart/chart.ts'
import { replicationLag } from '../../trace/metrics/lag.ts'
import { orThrow } from '../scenario-error.ts'
import { toPlain } from '../schema/plain.ts'
import { type FieldsOf, record } from '../schema/record.ts'
import { readFilter, readWindow, type TimelineOptions, timelineFields } from './options.ts'

/** Which part of a run a chart of the lag shows. */
export type LagOptions = Pick<TimelineOptions, 'from' | 'to' | 'nodes'>

/** Moments of what is shown at which a chart of the lag looks at every replica. */
const LAG_SAMPLES = 60
/** Moments of the whole run that are looked at for it, at most. */
const MOST_SAMPLES = 6_000

const schema = record('options of a lag', {
  from: timelineFields.from,
  to: timelineFields.to,
  nodes: timelineFields.nodes,
} satisfies FieldsOf<LagOptions>)

/**
 * How far each replica was behind along time: the age of the oldest write that was readable elsewhere and had not arrived there.
 * @throws {ScenarioError} with one sentence when an option cannot be
 */
export function lagChart(run: RecordedRun, given: LagOptions = {}): LineChart {
  const read = orThrow(schema.read(orThrow(toPlain(given, 'options')), 'options'))
  const { from, to } = orThrow(readWindow(read, run.endMicros))
  const { endpoints } = orThrow(readFilter({ nodes: read.nodes, key: undefined }, run))
  const lagSamples = Math.min(MOST_SAMPLES, Math.ceil((LAG_SAMPLES * run.endMicros) / (to - from)))
  const { series } = replicationLag(factsOfRecording(run), { lagSamples })
  const { endpoint } = namesOfRecording(run)
  const shown = series.filter(({ time }) => time >= from && time <= to)
  const replicas = run.places.flatMap(({ kind }, id) =>
    kind === 'replica' && (endpoints?.has(id) ?? true) ? [id] : [],
  )
  return new LineChart({
    title: `Replication lag of ${run.title}`,
    x: { title: 'time since the start, in s' },
    y: { title: 'behind by, in ms' },
    series: replicas.map((replica) => ({
      name: endpoint(replica),
      points: shown
        .filter(({ node }) => node === replica)
        .map(({ time, behindMicros }) => [
          time / MICROS_PER_SECOND,
          behindMicros / MICROS_PER_MILLI,
        ]),
    })),
  })
}
