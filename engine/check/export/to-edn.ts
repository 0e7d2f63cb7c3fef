import { formText } from '../import/form-text.ts'
import { formOf } from './form-of.ts'
import type { Recorded } from './run-event.ts'
import { functionOf, runEvents, shownValue } from './run-events.ts'

/**
 * The history of a run as Jepsen writes it to `history.edn`: a map a line. Values are `[key value]`, as in its independent tests; times are nanoseconds.
 *
 * Where a client went on after an unknown outcome, or asked several things at once, it has several processes, and `:session` is its number.
 *
 * @throws HistoryError for a value that is nested too deep
 */
export function toEdn({ history, names }: Recorded): string {
  const lines: string[] = []
  for (const event of runEvents(history)) {
    const { id, type, process, session, micros } = event
    const value = `[${formText(names.key(history.key[id]))} ${formText(formOf(shownValue(history, event)))}]`
    const owner = session === process ? '' : `, :session ${session}`
    lines.push(
      `{:index ${lines.length}, :time ${micros * 1000}, :type :${type}, :process ${process}, :f :${functionOf(history, id)}, :value ${value}${owner}}\n`,
    )
  }
  return lines.join('')
}
