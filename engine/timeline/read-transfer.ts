import { ok, type Result } from '../core/result.ts'
import type { EventColumns } from '../trace/columns.ts'
import type { HistoryParts } from '../trace/history.ts'
import { damaged, FORMAT, type Header, LIMITS, readHeader, VERSION } from './file/header.ts'
import { wrongEvents, wrongHistory, wrongReferences, wrongSets } from './file/validate.ts'
import type { RecordedRun } from './recorded-run.ts'
import { fromTransfer, type TransferredRun } from './transfer.ts'

/**
 * The recording in what came from another thread that may have been made by anybody: all of it is looked at, and what is not as `toTransfer` makes it is refused. The arrays are used as
 * they are, and are nobody else's when their buffers were handed over.
 */
export function readTransfer(data: unknown): Result<RecordedRun> {
  try {
    return readData(data as TransferredRun)
  } catch (thrown) {
    // What is shaped otherwise ends in a TypeError somewhere on the way.
    return damaged(thrown instanceof Error ? thrown.message : 'it cannot be looked at')
  }
}

function readData(data: TransferredRun): Result<RecordedRun> {
  const { trace, history } = data
  const wrongShape = wrongTrace(trace) ?? wrongColumns(history, HISTORY_COLUMNS)
  if (wrongShape !== undefined) return damaged(wrongShape)
  const read = readWords(data)
  if (!read.ok) return read
  const header: Header = { ...read.value, events: trace.length, operations: history.key.length }
  const carried = { ...trace.carried, length: trace.carried.message.length }
  const { columns } = trace
  const held = data.held.map(({ replica, versions }) => ({ replica, versions }))
  const { holders, places } = data
  const numbers = { history, columns, carried, held, holders, thinned: undefined, places }
  const wrong =
    wrongSets(header) ??
    wrongHistory(history, header) ??
    wrongEvents(columns, header) ??
    wrongReferences(numbers, header)
  if (wrong !== undefined) return damaged(wrong)
  return ok(fromTransfer({ ...data, ...wordsOf(header), thinned: undefined }))
}

/** What is words is read as from a file: the same tests, and a copy. */
const readWords = ({ trace, history, ...words }: TransferredRun): Result<Header> =>
  readHeader(
    JSON.stringify({
      ...wordsOf(words),
      format: FORMAT,
      version: VERSION,
      messageNames: trace.messageNames,
      events: Math.min(trace.length, LIMITS.events),
      dropped: trace.dropped,
      operations: Math.min(history.key.length, LIMITS.operations),
      isStepwise: history.isStepwise,
      sets: history.sets,
      values: history.values,
      whole: null,
      checksum: 0,
      data: '',
    }),
  )

type Words = Omit<RecordedRun, 'trace' | 'history' | 'held' | 'holders' | 'thinned'>

const wordsOf = (given: Words): Words => {
  const { fingerprint, title, model, seed, places, faults, keys, clocks } = given
  const { startMicros, durationMicros, endMicros, authorities, endedBy } = given
  return {
    ...{ fingerprint, title, model, seed, places, faults, keys, clocks },
    ...{ startMicros, durationMicros, endMicros, authorities, endedBy },
  }
}

type Kind =
  | Float64ArrayConstructor
  | Int32ArrayConstructor
  | Int16ArrayConstructor
  | Uint8ArrayConstructor

/** The two numbers of an event are as wide as they need. */
const eventColumns = ({ a }: EventColumns): Readonly<Record<keyof EventColumns, Kind>> => ({
  time: Float64Array,
  kind: Uint8Array,
  node: Int16Array,
  peer: Int16Array,
  operation: Int32Array,
  key: Int32Array,
  a: a instanceof Int32Array ? Int32Array : Float64Array,
  b: a instanceof Int32Array ? Int32Array : Float64Array,
})

const HISTORY_COLUMNS: Readonly<
  Record<keyof Omit<HistoryParts, 'isStepwise' | 'sets' | 'values'>, Kind>
> = {
  key: Int32Array,
  session: Int32Array,
  action: Uint8Array,
  invoked: Float64Array,
  returned: Float64Array,
  outcome: Uint8Array,
  node: Int16Array,
  callsAtReturn: Int32Array,
  source: Int32Array,
}

function wrongTrace({ columns, length, carried }: TransferredRun['trace']): string | undefined {
  const arePairs =
    carried.message instanceof Int32Array &&
    carried.operation instanceof Int32Array &&
    carried.message.length === carried.operation.length
  if (!arePairs) return 'what its messages carry are no pairs'
  return columns.time.length === length
    ? wrongColumns(columns, eventColumns(columns))
    : 'its events are not as many as it says'
}

/** Columns of the right kinds, all of one length. */
function wrongColumns(columns: object, kinds: Readonly<Record<string, Kind>>): string | undefined {
  const arrays = Object.entries(kinds).map(([name, kind]) => {
    const column: unknown = Reflect.get(columns, name)
    return column instanceof kind ? column.length : undefined
  })
  return arrays.every((length) => length !== undefined && length === arrays[0])
    ? undefined
    : 'its columns are missing, of another kind or not equally long'
}
