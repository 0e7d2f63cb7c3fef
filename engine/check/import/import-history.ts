import { fail, ok, type Problem, type Result } from '../../core/result.ts'
import type { Value } from '../models/value.ts'
import type { ObservedHistory, ObservedOperation } from '../observed-history.ts'
import { type Call, callsOf } from './calls.ts'
import { detectFormat, type HistoryFormat } from './detect-format.ts'
import type { HistoryEvent } from './event.ts'
import { eventsOfEdn, eventsOfJson } from './events-of-forms.ts'
import { eventsOfLog } from './events-of-log.ts'
import type { Form } from './form.ts'
import { HistoryError } from './history-error.ts'
import { isPair, type KeyedEvent, withKeys } from './independent-keys.ts'
import type { ImportLimits } from './limits.ts'
import { detectModel, type HistoryModel } from './models.ts'
import { type Input, type OperationMaker, operationOf } from './operations.ts'
import { checkedLimits, type ImportOptions } from './options.ts'
import { Refusal } from './refusal.ts'
import { valuesOf } from './values.ts'

/** A history that was recorded elsewhere. */
export interface ImportedHistory {
  readonly format: HistoryFormat
  readonly model: HistoryModel
  readonly observed: ObservedHistory<Input, Value>
  /** Operations that say nothing and are not in `observed`: writes that certainly were not done, reads without an answer. */
  readonly leftOut: number
  readonly names: { process(process: number): string }
}

/**
 * Reads a history that was recorded elsewhere: Jepsen's EDN (a vector of maps, or one map after another) or log lines, or JSON lines.
 *
 * An event is `{:process 0, :type :invoke, :f :write, :key "x", :value 1, :time 5, :index 0}`, or the same with JSON's keys. `type` is invoke, ok, fail
 * (certainly not done) or info (unknown); `f` is read, write, cas, get, put or append; `time` is in nanoseconds; all but process, type and f may be missing.
 * What never ends has an unknown outcome. Events of processes without a number or name, such as `:nemesis`, are passed over.
 *
 * @throws HistoryError with the line and what is wrong there
 */
export function importHistory(text: string, options: ImportOptions = {}): ImportedHistory {
  const read = readHistory(text, options)
  if (!read.ok) throw new HistoryError(read.problem)
  return read.value
}

/** The same, with what is wrong as a value; the message begins with the line. */
export function readHistory(text: string, options: ImportOptions = {}): Result<ImportedHistory> {
  try {
    return ok(readOrRefuse(text, options))
  } catch (error) {
    if (error instanceof Refusal) return fail(error.problem satisfies Problem)
    throw error
  }
}

function readOrRefuse(text: string, options: ImportOptions): ImportedHistory {
  const limits = checkedLimits(text, options)
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text
  const format = options.format ?? detectFormat(bare)
  const events = readers[format](bare, limits)
  if (events.length === 0) throw new Refusal('empty', 'there is no operation of a client in it.')
  checkOrder(events)
  return historyOf(withKeys(events), format, options.model)
}

const readers: Record<HistoryFormat, (text: string, limits: ImportLimits) => HistoryEvent[]> = {
  edn: eventsOfEdn,
  'jepsen-log': eventsOfLog,
  'json-lines': eventsOfJson,
}

function historyOf(
  events: readonly KeyedEvent[],
  format: HistoryFormat,
  model: HistoryModel = detectModel(events),
): ImportedHistory {
  const calls = callsOf(events)
  const sessions = numberSessions(events)
  const maker: OperationMaker = {
    model,
    asValue: valuesOf(formsOf(events)),
    processOf: ({ session }) => sessions.get(session) ?? -1,
  }
  const operations = operationsOf(calls, maker)
  const names = new Map([...sessions].map(([name, number]) => [number, String(name)]))
  return {
    format,
    model,
    observed: { operations },
    leftOut: calls.length - operations.length,
    names: { process: (process) => names.get(process) ?? '-' },
  }
}

/** What stands in another order than it happened in would be judged wrong. */
function checkOrder(events: readonly HistoryEvent[]): void {
  let last = Number.NEGATIVE_INFINITY
  for (const { index, line } of events) {
    if (index === undefined) continue
    if (index <= last)
      throw new Refusal('malformed', `index ${index} comes after index ${last}.`, line)
    last = index
  }
}

/** Every value that a history compares, those of a compare-and-set each by itself. */
function* formsOf(events: readonly KeyedEvent[]): Generator<Form | undefined> {
  for (const { value } of events) {
    if (isPair(value)) yield* value
    else yield value
  }
}

/** Sessions keep their numbers where all have one; else they are numbered as they appear. */
function numberSessions(events: readonly KeyedEvent[]): Map<KeyedEvent['session'], number> {
  const sessions = [...new Set(events.map(({ session }) => session))]
  const areNumbers = sessions.every((session) => Number.isInteger(session) && isSmall(session))
  return new Map(sessions.map((session, index) => [session, areNumbers ? Number(session) : index]))
}

const isSmall = (session: KeyedEvent['session']): boolean =>
  typeof session === 'number' && session >= 0 && session <= 0x7fffffff

function operationsOf(
  calls: readonly Call[],
  maker: OperationMaker,
): ObservedOperation<Input, Value>[] {
  const operations: ObservedOperation<Input, Value>[] = []
  for (const call of calls) {
    const operation = operationOf(call, operations.length, maker)
    if (operation !== null) operations.push(operation)
  }
  return operations
}
