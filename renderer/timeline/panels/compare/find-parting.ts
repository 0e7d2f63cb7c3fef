import type { RecordedRun } from '../../../../engine/timeline/index.ts'
import { onWorkerFailure } from '../../../app/worker-failure.ts'
import { sendRecording } from '../../worker/send-recording.ts'
import { type Parting, partingOf } from './parting.ts'

/** Events of both runs that are compared right here; more would keep the page from moving. */
const DIRECT_EVENTS = 50_000

/**
 * Where two runs part; of large ones found in a worker.
 *
 * @param signal ends the work; the promise then never settles
 */
export async function findParting(
  first: RecordedRun,
  other: RecordedRun,
  signal: AbortSignal,
): Promise<Parting> {
  if (first.trace.length + other.trace.length <= DIRECT_EVENTS) return partingOf(first, other)
  const worker = new Worker(new URL('./parting-worker.ts', import.meta.url), { type: 'module' })
  signal.addEventListener('abort', () => worker.terminate())
  const found = new Promise<Parting>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Parting>) => resolve(data)
    onWorkerFailure(worker, (why) => reject(new Error(`The runs were not compared, as ${why}.`)))
  })
  for (const run of [first, other]) {
    await sendRecording(run, (piece) => !signal.aborted && worker.postMessage(piece))
  }
  return found.finally(() => worker.terminate())
}
