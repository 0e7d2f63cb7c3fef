import type { OperationId } from '../../trace/event.ts'
import { Action, type History, Outcome } from '../../trace/history.ts'
import type { EventType } from '../import/event.ts'
import { NEVER_RETURNED } from '../observed-history.ts'
import { positionsOf } from '../positions.ts'
import { Processes } from './processes.ts'
import type { RunEvent } from './run-event.ts'

const ENDS: Partial<Record<number, EventType>> = {
  [Outcome.ok]: 'ok',
  [Outcome.fail]: 'fail',
  [Outcome.unknown]: 'info',
}

/**
 * The calls and ends of a run in order, as a check orders them; ends that were not ok come as soon as their time has.
 *
 * A process does one thing at a time and ends with its first unknown outcome, as Jepsen has it; a client that goes on is another process of the same session.
 */
export function* runEvents(history: History): Generator<RunEvent> {
  const processes = new Processes(history)
  const unsuccessful = endsByTime(history)
  let next = 0
  const isDue = (id: OperationId) =>
    history.returned[unsuccessful[next]] <= history.invoked[id] && unsuccessful[next] < id
  for (const place of order(history)) {
    const id = place >> 1
    if (place & 1) {
      yield processes.end(id, 'ok')
      continue
    }
    while (next < unsuccessful.length && isDue(id))
      yield endOf(unsuccessful[next++], history, processes)
    yield processes.begin(id)
  }
  while (next < unsuccessful.length) yield endOf(unsuccessful[next++], history, processes)
}

const endOf = (id: OperationId, { outcome }: History, processes: Processes): RunEvent =>
  processes.end(id, ENDS[outcome[id]] ?? 'info')

/** Twice the number of each operation at the position of its call, and one more at that of its return. */
function order(history: History): Int32Array {
  const { call, return: end } = positionsOf(history)
  const places = new Int32Array(history.length * 2)
  let count = history.length
  for (let id = 0; id < history.length; id++) {
    places[call[id]] = id * 2
    if (end[id] === NEVER_RETURNED) continue
    places[end[id]] = id * 2 + 1
    count++
  }
  return places.subarray(0, count)
}

/** The operations that ended otherwise than ok, by time of their end, then by number. */
function endsByTime({ length, outcome, returned }: History): OperationId[] {
  const ended: OperationId[] = []
  for (let id = 0; id < length; id++) {
    if (outcome[id] === Outcome.fail || outcome[id] === Outcome.unknown) ended.push(id)
  }
  return ended.sort((one, other) => returned[one] - returned[other] || one - other)
}

/** `read` or `write`. */
export const functionOf = ({ action }: History, id: OperationId): 'read' | 'write' =>
  action[id] === Action.read ? 'read' : 'write'

/** What the event says: a read's value comes with its answer. */
export function shownValue(history: History, { id, type }: RunEvent): unknown {
  const isRead = history.action[id] === Action.read
  return isRead && type !== 'ok' ? null : history.at(id).value
}
