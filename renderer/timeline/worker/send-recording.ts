import { piecesOf, type RecordedRun, type RecordingPiece } from '../../../engine/timeline/index.ts'
import { giveWay } from './give-way.ts'

/** Sends a recording a piece at a time, so that the page is not kept for longer than one takes. */
export async function sendRecording(
  run: RecordedRun,
  post: (piece: RecordingPiece) => unknown,
): Promise<void> {
  for (const piece of piecesOf(run)) {
    post(piece)
    if (piece.part === 'events') await giveWay()
  }
}
