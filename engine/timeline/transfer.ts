import { createColumnsLike, type EventColumns } from '../trace/columns.ts'
import { History, type HistoryParts } from '../trace/history.ts'
import { Trace } from '../trace/trace.ts'
import { plainValue } from './plain-value.ts'
import type { RecordedRun } from './recorded-run.ts'

/** A recording as it goes to another thread: plain data and typed arrays. */
export interface TransferredRun extends Omit<RecordedRun, 'trace' | 'history'> {
  readonly trace: TransferredTrace
  readonly history: HistoryParts
}

export interface TransferredTrace {
  readonly columns: EventColumns
  readonly length: number
  readonly dropped: number
  readonly fingerprint: string
  readonly messageNames: readonly string[]
  readonly carried: { readonly message: Int32Array; readonly operation: Int32Array }
}

/**
 * A recording for `postMessage(data, buffers)`. Trace and history are copied once, so that the run keeps its own; what is in `buffers` then moves without another copy.
 * What was written is plain data as a rule; a value that is not goes as text.
 */
export function toTransfer(run: RecordedRun): {
  readonly data: TransferredRun
  readonly buffers: ArrayBuffer[]
} {
  const trace = copyTrace(run.trace)
  const history = copyHistory(run.history)
  const { message, operation } = trace.carried
  const arrays = [...Object.values(trace.columns), ...Object.values(history), message, operation]
  const buffers = arrays.flatMap((array) => (ArrayBuffer.isView(array) ? [array.buffer] : []))
  return { data: { ...run, trace, history }, buffers: buffers as ArrayBuffer[] }
}

/** The recording that was sent, around the arrays that came: nothing is copied. */
export function fromTransfer(data: TransferredRun): RecordedRun {
  const { columns, carried, ...rest } = data.trace
  const trace = new Trace({
    ...rest,
    chunks: [columns],
    carried: { ...carried, length: carried.message.length },
  })
  return { ...data, trace, history: History.of(data.history) }
}

function copyTrace(trace: Trace): TransferredTrace {
  const { length, dropped, fingerprint, messageNames, carried } = trace
  return {
    columns: copyColumns(trace),
    length,
    dropped,
    fingerprint,
    messageNames: [...messageNames],
    carried: {
      message: carried.message.slice(0, carried.length),
      operation: carried.operation.slice(0, carried.length),
    },
  }
}

/** All chunks as one. */
function copyColumns({ chunks, length }: Trace): EventColumns {
  const all = createColumnsLike(chunks, length)
  let start = 0
  for (const chunk of chunks) {
    const count = Math.min(length - start, chunk.time.length)
    for (const [name, column] of Object.entries(all)) {
      column.set(chunk[name as keyof EventColumns].subarray(0, count), start)
    }
    start += count
  }
  return all
}

/** What was written is plain data as a rule; a value that is not goes as text. */
export function copyHistory(history: History): HistoryParts {
  const parts = history.parts()
  return { ...parts, values: parts.values.map(([id, value]) => [id, plainValue(value)]) }
}
