import type { Micros } from '../../core/clock.ts'
import type { EndpointId, KeyId } from '../event.ts'
import type { History } from '../history.ts'
import type { Trace } from '../trace.ts'

/** What is exported: a run, or all that is needed of one. */
export interface Traced {
  readonly trace: Trace
  readonly history: History
  readonly names: TracedNames
}

/** What the numbers of a trace are called. */
export interface TracedNames {
  /** By endpoint number: nodes, then the controller if there is one, then clients. */
  readonly endpoints: readonly { readonly name: string; readonly kind: string }[]
  /** By fault number. */
  readonly faults: readonly { readonly label: string }[]
  endpoint(id: EndpointId): string
  key(id: KeyId): string
}

/** Which part of a trace is exported. */
export interface ExportRange {
  /** Events from this time on. */
  readonly fromMicros: Micros
  /** Events up to this time, that included. */
  readonly toMicros: Micros
  /** The named limit `events`: how many events of the trace are exported at most, the first ones. */
  readonly events: number
}

/** Positions `from` to `to` - 1 of a trace, and how many more events the time asked for that the limit or the trace itself left out. */
export interface ExportedSpan {
  readonly from: number
  readonly to: number
  readonly omitted: number
}

/** Finds the events of a range; a trace is in order of time. */
export function spanOf(trace: Trace, { fromMicros, toMicros, events }: ExportRange): ExportedSpan {
  const from = countBefore(trace, fromMicros)
  const end = countBefore(trace, toMicros + 1)
  const to = Math.min(end, from + events)
  const unkept = end === trace.length ? trace.dropped : 0
  return { from, to, omitted: end - to + unkept }
}

/** When the first exported event was. */
export const startOf = ({ trace }: Traced, { from, to }: ExportedSpan): Micros =>
  from < to ? trace.at(from).time : 0

/** When the last one was. */
export const endOf = ({ trace }: Traced, { to }: ExportedSpan): Micros =>
  to > 0 ? trace.at(to - 1).time : 0

/** How many events come before a time. */
function countBefore(trace: Trace, time: Micros): number {
  let low = 0
  let high = trace.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (trace.at(middle).time < time) low = middle + 1
    else high = middle
  }
  return low
}

/** What an export says when it is not whole. */
export const omittedText = ({ omitted, from, to }: ExportedSpan): string =>
  `${omitted} later events are left out: ${to - from} are exported (limits events and traceEvents)`
