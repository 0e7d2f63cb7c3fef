import type { RecordedRun, TransferredRun } from '../../engine/timeline/index.ts'
import { columnBuffers } from './column-buffers.ts'

/** What came of looking at a recording. */
export type ReadRecording =
  | { readonly ok: true; readonly recording: RecordedRun }
  | { readonly ok: false; readonly sentence: string }

/** What the worker answers. */
export type FromReader =
  | { readonly ok: true; readonly data: TransferredRun }
  | { readonly ok: false; readonly sentence: string }

/** Events of the largest recording that is looked at right in the page: more would keep it from moving. */
const DIRECT_EVENTS = 150_000

/** Looks at all of a recording that came from a kernel, where anybody may have made it; what reads it is loaded with the first. */
export async function readRecording(data: unknown): Promise<ReadRecording> {
  const { fromTransfer, readTransfer } = await import('../../engine/timeline/index.ts')
  if (!isLarge(data)) {
    const read = readTransfer(data)
    return read.ok
      ? { ok: true, recording: read.value }
      : { ok: false, sentence: read.problem.message }
  }
  const answer = await readBeside(data)
  return answer.ok ? { ok: true, recording: fromTransfer(answer.data) } : answer
}

function isLarge(data: unknown): boolean {
  const { trace } = Object(data) as { trace?: { columns?: { kind?: ArrayLike<number> } } }
  return (trace?.columns?.kind?.length ?? 0) > DIRECT_EVENTS
}

/** The arrays go to the worker and come back without a copy. */
function readBeside(data: unknown): Promise<FromReader> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' })
  return new Promise((resolve) => {
    const end = (answer: FromReader) => {
      worker.terminate()
      resolve(answer)
    }
    worker.onmessage = ({ data: answer }: MessageEvent<FromReader>) => end(answer)
    worker.onerror = ({ message }) =>
      end({ ok: false, sentence: `The recording was not read: ${message || 'no worker started'}.` })
    try {
      worker.postMessage(data, columnBuffers(data))
    } catch {
      end({ ok: false, sentence: 'The recording was not read: it cannot be handed to a worker.' })
    }
  })
}
