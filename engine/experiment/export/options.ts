import type { ExportRange } from '../../trace/export/traced.ts'
import { orThrow } from '../scenario-error.ts'
import { type Duration, duration, MAXIMUM_MICROS } from '../schema/duration.ts'
import { type FieldsOf, optional, record, withDefault } from '../schema/record.ts'
import { whole } from '../schema/scalar.ts'

/** Which part of a trace is exported. */
export interface TraceExportOptions {
  /** Events from this time of the run on. Default: its start. */
  readonly from?: Duration
  /** Events up to this time. Default: its end. */
  readonly to?: Duration
  /** Events of the trace that are exported at most, the first ones; the export says when there were more. */
  readonly events?: number
}

/** @param limit default of `events` @throws {ScenarioError} with one sentence on what is wrong */
export function exportRange(options: TraceExportOptions, limit: number): ExportRange {
  const { from, to, events } = orThrow(optionsSchema(limit).read(options, ''))
  return { fromMicros: from, toMicros: to ?? MAXIMUM_MICROS, events }
}

const optionsSchema = (limit: number) =>
  record('options of a trace export', {
    from: withDefault(duration, 0, 'Events from this time on.'),
    to: optional(duration, 'Events up to this time.', 'the end of the run'),
    events: withDefault(whole(1, MAXIMUM_EVENTS), limit, 'Events that are exported at most.'),
  } satisfies FieldsOf<TraceExportOptions>)

const MAXIMUM_EVENTS = 10_000_000
