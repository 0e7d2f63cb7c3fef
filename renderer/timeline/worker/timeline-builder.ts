import type { RecordedRun, Timeline } from '../../../engine/timeline/index.ts'
import { sendRecording } from './send-recording.ts'

/** A timeline as it comes from the worker: all but the run, which the page has. */
export type BuiltTimeline = Omit<Timeline, 'run'>

/** What the worker answers. */
export type FromBuilder =
  | { readonly type: 'built'; readonly timeline: BuiltTimeline }
  | { readonly type: 'failed'; readonly message: string }

/**
 * Lays a run out along time beside the page, so that the page goes on meanwhile.
 *
 * @param signal ends the work; the promise then never settles
 * @throws when the worker cannot start or the recording cannot be laid out
 */
export function buildBeside(run: RecordedRun, signal: AbortSignal): Promise<Timeline> {
  const worker = new Worker(new URL('./build-worker.ts', import.meta.url), { type: 'module' })
  signal.addEventListener('abort', () => worker.terminate())
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromBuilder>) => {
      worker.terminate()
      if (data.type === 'built') resolve({ ...data.timeline, run })
      else reject(new Error(data.message))
    }
    worker.onerror = ({ message }) => {
      worker.terminate()
      reject(new Error(message || 'the worker that lays out the timeline did not start'))
    }
    void sendRecording(run, (piece) => !signal.aborted && worker.postMessage(piece))
  })
}
