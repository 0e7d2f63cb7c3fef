import { ok, type Result } from '../../core/result.ts'
import { createColumns } from '../../trace/columns.ts'
import { History, type HistoryParts } from '../../trace/history.ts'
import { Trace } from '../../trace/trace.ts'
import { plainValue } from '../plain-value.ts'
import type { KeptFigure, RecordedRun, Thinning } from '../recorded-run.ts'
import { toTransfer } from '../transfer.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { codeCarried, codeHeld, codeHolders } from './code-held.ts'
import { codeHistory } from './code-history.ts'
import { codeThinning, NOTHING_THINNED } from './code-thinning.ts'
import { codeEvents } from './code-trace.ts'
import { damaged, FORMAT, type Header, readHeader, VERSION } from './header.ts'
import { ListCoder } from './list-coder.ts'
import { BitDecoder, BitEncoder } from './range-coder.ts'
import type { RecordedNumbers } from './recorded-numbers.ts'
import { wrongEvents, wrongHistory, wrongReferences, wrongSets } from './validate.ts'

/**
 * A recording as compact text, for a file: JSON with all that is words, and one text of base64 with all that is numbers, each coded by how far it is from what was foreseen.
 * The same recording gives the same text.
 */
export function encodeRecording(run: RecordedRun): string {
  const { data } = toTransfer(run)
  const encoder = new BitEncoder()
  codeNumbers(new ListCoder(encoder, undefined), {
    history: data.history,
    columns: data.trace.columns,
    carried: { ...data.trace.carried, length: data.trace.carried.message.length },
    held: run.held,
    holders: run.holders,
    thinned: run.thinned,
    places: run.places,
  })
  const bytes = encoder.finish()
  return JSON.stringify(headerOf(run, data.history, bytes))
}

/** The recording in a text, or why it is none: whatever the text is, it is read in bounded time and memory. */
export function decodeRecording(text: string): Result<RecordedRun> {
  const read = readHeader(text)
  if (!read.ok) return read
  const header = read.value
  const bytes = fromBase64(header.data)
  if (bytes === undefined) return damaged('its numbers are not base64')
  if (checksumOf(bytes) !== header.checksum)
    return damaged('its numbers are not those that were written')
  const decoder = new BitDecoder(bytes)
  const coder = new ListCoder(decoder, decoder)
  const numbers = codeNumbers(coder, emptyNumbers(header))
  if (coder.isOver) return damaged('it ends too early')
  const wrong =
    wrongSets(header) ??
    wrongHistory(numbers.history, header) ??
    wrongEvents(numbers.columns, header) ??
    wrongReferences(numbers, header)
  return wrong === undefined ? ok(assemble(header, numbers)) : damaged(wrong)
}

/** Writes the numbers, or fills the columns that are given and gives the lists that are read. */
function codeNumbers(coder: ListCoder, given: RecordedNumbers): RecordedNumbers {
  const { history, columns, places } = given
  const firstClient = places.findIndex(({ kind }) => kind === 'client')
  const isOver = () => coder.isOver
  codeHistory(coder, history, isOver)
  codeEvents(coder, columns, history, places.length, firstClient, isOver)
  return {
    history,
    columns,
    places,
    carried: codeCarried(coder, given.carried),
    held: codeHeld(coder, given.held),
    holders: codeHolders(coder, given.holders),
    thinned: given.thinned === undefined ? undefined : codeThinning(coder, given.thinned),
  }
}

function headerOf(run: RecordedRun, history: HistoryParts, bytes: Uint8Array): Header {
  const { trace, thinned } = run
  return {
    format: FORMAT,
    version: VERSION,
    fingerprint: run.fingerprint,
    title: run.title,
    model: run.model,
    seed: run.seed,
    places: run.places.map(({ name, kind, region }) => ({ name, kind, region })),
    faults: run.faults.map(({ at, label, kind, nodes, isCut, cuts }) => ({
      at,
      label,
      kind,
      nodes,
      isCut,
      cuts,
    })),
    keys: run.keys,
    startMicros: run.startMicros,
    durationMicros: run.durationMicros,
    endMicros: run.endMicros,
    authorities: run.authorities,
    endedBy: run.endedBy,
    clocks: run.clocks.map(({ node, time, ahead }) => ({ node, time, ahead })),
    messageNames: trace.messageNames,
    events: trace.length,
    dropped: trace.dropped,
    operations: history.key.length,
    isStepwise: history.isStepwise,
    sets: history.sets,
    values: history.values
      .filter(([id, value]) => value !== thinned?.operationNumbers[id])
      .map(([id, value]) => (value === undefined ? [id] : [id, plainValue(value)])),
    whole: thinned === undefined ? null : wholeOf(thinned),
    checksum: checksumOf(bytes),
    data: toBase64(bytes),
  }
}

const wholeOf = ({ events, operations, messages, faults, figures, limit }: Thinning) => ({
  events,
  operations,
  messages,
  ...(faults === undefined ? {} : { faults }),
  ...(figures === undefined ? {} : { figures: figures.map(figureOf) }),
  limit: { name: limit.name, value: limit.value },
})

const figureOf = ({ chart, name, unit, from, to, values }: KeptFigure): KeptFigure => ({
  chart,
  name,
  unit,
  from,
  to,
  values,
})

function emptyNumbers(header: Header): RecordedNumbers {
  const { operations, isStepwise, sets } = header
  return {
    history: {
      isStepwise,
      session: new Int32Array(operations),
      action: new Uint8Array(operations),
      key: new Int32Array(operations),
      invoked: new Float64Array(operations),
      returned: new Float64Array(operations),
      outcome: new Uint8Array(operations),
      node: new Int16Array(operations),
      callsAtReturn: new Int32Array(operations),
      source: new Int32Array(operations),
      sets,
      values: [],
    },
    columns: createColumns(header.events),
    carried: { length: 0, message: new Int32Array(), operation: new Int32Array() },
    held: [],
    holders: [],
    thinned: header.whole === null ? undefined : NOTHING_THINNED,
    places: header.places,
  }
}

function assemble(header: Header, numbers: RecordedNumbers): RecordedRun {
  const { fingerprint, messageNames, events: length, dropped, whole } = header
  const { columns, carried, held, holders } = numbers
  const thinned =
    whole === null || numbers.thinned === undefined ? undefined : { ...whole, ...numbers.thinned }
  return {
    fingerprint,
    title: header.title,
    model: header.model,
    seed: header.seed,
    places: header.places,
    faults: header.faults,
    keys: header.keys,
    trace: new Trace({ chunks: [columns], length, dropped, fingerprint, messageNames, carried }),
    history: History.of({ ...numbers.history, values: valuesOf(header, thinned) }),
    startMicros: header.startMicros,
    durationMicros: header.durationMicros,
    endMicros: header.endMicros,
    held,
    authorities: header.authorities,
    holders,
    endedBy: header.endedBy,
    clocks: header.clocks,
    thinned,
  }
}

/** A write of a part of a run wrote the number that it has in the whole, where nothing else is said. */
function valuesOf({ values }: Header, thinned: Thinning | undefined): [number, unknown][] {
  const given = values.map(([id, value]): [number, unknown] => [id, value])
  if (thinned === undefined) return given
  const own = Array.from(thinned.operationNumbers, (number, id): [number, unknown] => [id, number])
  return [...own, ...given]
}

/** FNV-1a (Fowler, Noll, Vo). */
function checksumOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193)
  return hash >>> 0
}
