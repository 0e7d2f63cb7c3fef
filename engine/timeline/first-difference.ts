import type { Micros } from '../core/clock.ts'
import { EventKind } from '../trace/event.ts'
import { eventText } from '../trace/export/event-text.ts'
import type { TraceEvent } from '../trace/trace.ts'
import { namesOfRecording, tracedOf } from './knowledge.ts'
import type { RecordedRun } from './recorded-run.ts'

/** The first event at which two runs part. */
export interface FirstDifference {
  /** Of the event in both traces: before it they are alike. */
  readonly position: number
  /** Of the earlier of the two events. */
  readonly time: Micros
  /** What happened there in each; undefined where its trace was over. */
  readonly one: DifferingEvent | undefined
  readonly other: DifferingEvent | undefined
}

export interface DifferingEvent extends TraceEvent {
  /** With who did it: `n2 becomes leader of term 2`. */
  readonly sentence: string
}

/** Where two runs part; undefined where the one trace is as the other. Kinds of messages are compared by name. */
export function firstDifference(a: RecordedRun, b: RecordedRun): FirstDifference | undefined {
  const length = Math.min(a.trace.length, b.trace.length)
  const isAlike = comparison(a, b)
  let position = 0
  while (position < length && isAlike(position)) position++
  const one = eventAt(a, position)
  const other = eventAt(b, position)
  if (one === undefined && other === undefined) return undefined
  const time = Math.min(
    one?.time ?? Number.POSITIVE_INFINITY,
    other?.time ?? Number.POSITIVE_INFINITY,
  )
  return { position, time, one, other }
}

function comparison({ trace: a }: RecordedRun, { trace: b }: RecordedRun) {
  return (position: number): boolean => {
    const one = a.at(position)
    const other = b.at(position)
    const isSame =
      one.time === other.time &&
      one.kind === other.kind &&
      one.node === other.node &&
      one.peer === other.peer &&
      one.operation === other.operation &&
      one.a === other.a &&
      one.b === other.b
    if (!isSame || !isOfMessage(one)) return isSame && one.key === other.key
    return a.messageNames[one.key] === b.messageNames[other.key]
  }
}

const isOfMessage = ({ kind }: TraceEvent): boolean =>
  kind === EventKind.send || kind === EventKind.deliver || kind === EventKind.drop

function eventAt(run: RecordedRun, position: number): DifferingEvent | undefined {
  if (position >= run.trace.length) return undefined
  const event = run.trace.at(position)
  return { ...event, sentence: sentenceOf(run, event) }
}

/** One event with who did it. A drop is told of the message, a fault of itself. */
export function sentenceOf(run: RecordedRun, event: TraceEvent): string {
  const text = eventText(tracedOf(run), event)
  const isOfNobody = event.kind === EventKind.fault || event.kind === EventKind.drop
  return isOfNobody ? text : `${namesOfRecording(run).endpoint(event.node)} ${text}`
}
