import {
  type RecordedRun,
  RecordingAssembly,
  type RecordingPiece,
} from '../../../../engine/timeline/index.ts'
import { throwUnreadable } from '../../../app/worker-failure.ts'
import { partingOf } from './parting.ts'

/** Runs in a worker: puts two recordings together, one after the other, and tells where they part. */
const runs: RecordedRun[] = []
let assembly = new RecordingAssembly()

self.onmessage = ({ data }: MessageEvent<RecordingPiece>) => {
  const run = assembly.take(data)
  if (run === undefined) return
  assembly = new RecordingAssembly()
  runs.push(run)
  if (runs.length === 2) postMessage(partingOf(runs[0], runs[1]))
}
throwUnreadable(self)
