import type { EventColumns } from '../trace/columns.ts'
import { History, type HistoryParts } from '../trace/history.ts'
import { Trace } from '../trace/trace.ts'
import type { RecordedRun } from './recorded-run.ts'
import { copyHistory } from './transfer.ts'

/**
 * A part of a recording as plain data, which a structured clone keeps whole: for other threads, where the sender is not to be kept. `toTransfer` copies everything at
 * once, some 45 ms for a million events; events in pieces leave time for other things between two.
 */
export type RecordingPiece =
  | { readonly part: 'events'; readonly chunks: readonly EventColumns[] }
  | { readonly part: 'history'; readonly history: HistoryParts }
  | { readonly part: 'rest'; readonly run: RestOfRun; readonly trace: RestOfTrace }

type RestOfRun = Omit<RecordedRun, 'trace' | 'history'>
type RestOfTrace = Pick<Trace, 'length' | 'dropped' | 'fingerprint' | 'messageNames' | 'carried'>

/** Chunks of events in one piece: some 65,000 events, or two megabytes. */
const CHUNKS_A_PIECE = 8

/** In the order in which `RecordingAssembly` takes them. */
export function* piecesOf({ trace, history, ...run }: RecordedRun): Generator<RecordingPiece> {
  for (let at = 0; at < trace.chunks.length; at += CHUNKS_A_PIECE) {
    yield { part: 'events', chunks: trace.chunks.slice(at, at + CHUNKS_A_PIECE) }
  }
  yield { part: 'history', history: copyHistory(history) }
  const { length, dropped, fingerprint, messageNames, carried } = trace
  yield { part: 'rest', run, trace: { length, dropped, fingerprint, messageNames, carried } }
}

/** Puts the pieces of a recording together again. */
export class RecordingAssembly {
  private readonly chunks: EventColumns[] = []
  private history = new History()

  /** The recording, with its last piece. */
  take(piece: RecordingPiece): RecordedRun | undefined {
    switch (piece.part) {
      case 'events':
        this.chunks.push(...piece.chunks)
        return undefined
      case 'history':
        this.history = History.of(piece.history)
        return undefined
      case 'rest': {
        const trace = new Trace({ ...piece.trace, chunks: this.chunks })
        return { ...piece.run, trace, history: this.history }
      }
    }
  }
}
