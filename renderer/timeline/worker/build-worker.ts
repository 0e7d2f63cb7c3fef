import {
  buildTimeline,
  RecordingAssembly,
  type RecordingPiece,
  type Timeline,
} from '../../../engine/timeline/index.ts'
import { buffersOf } from './buffers.ts'
import type { FromBuilder } from './timeline-builder.ts'

/** Runs in a worker: puts a recording together, lays it out, and hands the columns over. */
const assembly = new RecordingAssembly()

const answer = (message: FromBuilder, transfer: ArrayBuffer[] = []) =>
  (self as unknown as Worker).postMessage(message, transfer)

self.onmessage = ({ data }: MessageEvent<RecordingPiece>) => {
  try {
    const run = assembly.take(data)
    if (run !== undefined) handOver(buildTimeline(run))
  } catch (error) {
    answer({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

function handOver({ run: _, ...timeline }: Timeline): void {
  answer({ type: 'built', timeline }, buffersOf(timeline))
}
