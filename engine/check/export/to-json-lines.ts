import { formOf } from './form-of.ts'
import { jsonText } from './json-text.ts'
import type { Recorded } from './run-event.ts'
import { functionOf, runEvents, shownValue } from './run-events.ts'

/**
 * The history of a run as JSON lines: `{"index":0,"time":0,"type":"invoke","process":0,"f":"write","key":"k1","value":7}`; times are nanoseconds.
 *
 * Processes and `session` are as in `toEdn`.
 *
 * @throws HistoryError for a value that is nested too deep
 */
export function toJsonLines({ history, names }: Recorded): string {
  const lines: string[] = []
  for (const event of runEvents(history)) {
    const { id, type, process, session, micros } = event
    const key = JSON.stringify(names.key(history.key[id]))
    const value = jsonText(formOf(shownValue(history, event)))
    const owner = session === process ? '' : `,"session":${session}`
    lines.push(
      `{"index":${lines.length},"time":${micros * 1000},"type":"${type}","process":${process},"f":"${functionOf(history, id)}","key":${key},"value":${value}${owner}}\n`,
    )
  }
  return lines.join('')
}
