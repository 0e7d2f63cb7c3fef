import { NEVER_RETURNED } from '../observed-history.ts'
import type { RegisterHistory } from '../register-history.ts'
import { type Lanes, NO_LANE } from './lanes.ts'

/** Positions are put in order by counting when there are at most this many a call; else by sorting. */
const POSITIONS_A_CALL = 8

/** The calls and returns of the operations that have lanes, by position: 2 n for the call of operation n, 2 n + 1 for its return. */
export function eventsInOrder(history: RegisterHistory, lanes: Lanes): Int32Array {
  const last = lastPosition(history)
  return last <= POSITIONS_A_CALL * history.length
    ? byCounting(history, lanes, last)
    : bySorting(history, lanes)
}

export const operationOf = (event: number): number => event >> 1
export const isReturn = (event: number): boolean => (event & 1) === 1

function lastPosition({ call, return: end, length }: RegisterHistory): number {
  let last = 0
  for (let id = 0; id < length; id++) {
    last = Math.max(last, call[id], end[id] === NEVER_RETURNED ? 0 : end[id])
  }
  return last
}

function byCounting(history: RegisterHistory, lanes: Lanes, last: number): Int32Array {
  const { call, return: end, length } = history
  const at = new Int32Array(last + 1).fill(-1)
  for (let id = 0; id < length; id++) {
    if (lanes.lane[id] === NO_LANE) continue
    at[call[id]] = 2 * id
    if (lanes.isOver(id)) at[end[id]] = 2 * id + 1
  }
  return withoutGaps(at)
}

function withoutGaps(at: Int32Array): Int32Array {
  let count = 0
  for (let position = 0; position < at.length; position++) {
    if (at[position] >= 0) at[count++] = at[position]
  }
  return at.subarray(0, count)
}

function bySorting(history: RegisterHistory, lanes: Lanes): Int32Array {
  const { call, return: end, length } = history
  const events: number[] = []
  for (let id = 0; id < length; id++) {
    if (lanes.lane[id] === NO_LANE) continue
    events.push(2 * id)
    if (lanes.isOver(id)) events.push(2 * id + 1)
  }
  const position = (event: number) => (isReturn(event) ? end : call)[operationOf(event)]
  return Int32Array.from(events.sort((a, b) => position(a) - position(b)))
}
