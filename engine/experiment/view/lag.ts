import { MICROS_PER_MILLI, MICROS_PER_SECOND } from '../../core/clock.ts'
import { factsOfRecording, namesOfRecording } from '../../timeline/knowledge.ts'
import type { RecordedRun } from '../../timeline/recorded-run.ts'
import { LineChart } from '../../trace/chart/chart.ts'
import { replicationLag } from '../../trace/metrics/lag.ts'

/** Moments at which a chart of the lag looks at every replica. */
const LAG_SAMPLES = 60

/** How far each replica was behind along time: the age of the oldest write that was readable elsewhere and had not arrived there. */
export function lagChart(run: RecordedRun): LineChart {
  const { series } = replicationLag(factsOfRecording(run), { lagSamples: LAG_SAMPLES })
  const { endpoint } = namesOfRecording(run)
  const replicas = run.places.flatMap(({ kind }, id) => (kind === 'replica' ? [id] : []))
  return new LineChart({
    title: `Replication lag of ${run.title}`,
    x: { title: 'time since the start, in s' },
    y: { title: 'behind by, in ms' },
    series: replicas.map((replica) => ({
      name: endpoint(replica),
      points: series
        .filter(({ node }) => node === replica)
        .map(({ time, behindMicros }) => [
          time / MICROS_PER_SECOND,
          behindMicros / MICROS_PER_MILLI,
        ]),
    })),
  })
}
