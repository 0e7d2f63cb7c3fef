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

/** Events in one piece, about: two megabytes. */
const EVENTS_A_PIECE = 65_536

/** In the order in which `RecordingAssembly` takes them. */
export function* piecesOf({ trace, history, ...run }: RecordedRun): Generator<RecordingPiece> {
  yield* trace.chunks.length === 1 ? partsOf(trace) : groupsOf(trace)
  yield { part: 'history', history: copyHistory(history) }
  const { length, dropped, fingerprint, messageNames, carried } = trace
  yield { part: 'rest', run, trace: { length, dropped, fingerprint, messageNames, carried } }
}

/** Some chunks at a time. */
function* groupsOf({ chunks }: Trace): Generator<RecordingPiece> {
  const most = Math.max(1, Math.floor(EVENTS_A_PIECE / (chunks[0]?.time.length ?? 1)))
  for (let at = 0; at < chunks.length; at += most) {
    yield { part: 'events', chunks: chunks.slice(at, at + most) }
  }
}

/** Copies of parts of the only chunk: a clone of a view would take all that is behind it. */
function* partsOf({ chunks: [chunk], length }: Trace): Generator<RecordingPiece> {
  for (let at = 0; at < length; at += EVENTS_A_PIECE) {
    const end = Math.min(length, at + EVENTS_A_PIECE)
    const columns = Object.entries(chunk).map(([name, column]) => [name, column.slice(at, end)])
    yield { part: 'events', chunks: [Object.fromEntries(columns) as EventColumns] }
  }
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
