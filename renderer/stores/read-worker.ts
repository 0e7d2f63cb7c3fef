import { readTransfer, type TransferredRun } from '../../engine/timeline/index.ts'
import { columnBuffers } from './column-buffers.ts'
import type { FromReader } from './read-recording.ts'

/** Runs in a worker: looks at all of a recording, and hands it back where it is one. */
self.onmessage = ({ data }: MessageEvent<TransferredRun>) => {
  const read = readTransfer(data)
  if (read.ok) answer({ ok: true, data: { ...data, thinned: undefined } }, columnBuffers(data))
  else answer({ ok: false, sentence: read.problem.message })
}

const answer = (message: FromReader, transfer: ArrayBuffer[] = []) =>
  (self as unknown as Worker).postMessage(message, transfer)
