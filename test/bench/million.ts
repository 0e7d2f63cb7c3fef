import { simulate } from '../../engine/experiment/simulate.ts'
import { leaderless, type Metrics, workload } from '../../engine/index.ts'
import { CLIENTS } from './scenarios.ts'
import { processorSeconds } from './stopwatch.ts'

export const MILLION = 1_000_000

export interface MillionResult {
  readonly operations: number
  readonly traceEvents: number
  readonly bytesAnEvent: number
  readonly simulateSeconds: number
  readonly metricsSeconds: number
  /** The most memory that the process ever held. */
  readonly peakBytes: number
}

/** A million client operations at N=3 R=W=2, every event kept, every metric computed: in a process of its own, cold. */
export function runMillion(): MillionResult {
  let run: ReturnType<typeof simulate> | undefined
  const simulateSeconds = processorSeconds(() => {
    run = simulate({
      model: leaderless(),
      workload: workload.ycsb('A', {
        clients: CLIENTS,
        operations: MILLION,
        keys: { count: 1_000 },
      }),
      duration: '1000s',
      limits: { traceEvents: 50_000_000, events: 1_000_000_000 },
    })
  })
  const { trace, history, metrics } = run!
  const metricsSeconds = processorSeconds(() => computeAll(metrics))
  const bytes = trace.chunks.reduce((sum, chunk) => sum + byteLength(chunk), 0)
  const events = trace.chunks.reduce((sum, chunk) => sum + chunk.time.length, 0)
  return {
    operations: history.length,
    traceEvents: trace.length,
    bytesAnEvent: bytes / events,
    simulateSeconds,
    metricsSeconds,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }
}

/** Reads every metric that there is. */
function computeAll(metrics: Metrics): void {
  const getters = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(metrics)))
  for (const [name, { get }] of getters) {
    if (get !== undefined && get.call(metrics) === undefined && name !== 'note') {
      throw new Error(`the metric ${name} was not computed`)
    }
  }
}

const byteLength = (chunk: object): number =>
  Object.values(chunk).reduce((sum, column: Float64Array) => sum + column.byteLength, 0)
