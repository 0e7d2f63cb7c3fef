import { NEVER_RETURNED } from '../observed-history.ts'
import type { RegisterHistory } from '../register-history.ts'

/** Positions up to so many times the number of operations are sorted by place in a table. */
const DENSE = 8

/** The calls and returns of a history in their order: `id` stands for the call of an operation, `~id` for its return. */
export function eventOrder(history: RegisterHistory): Int32Array {
  const { length, call, return: returned } = history
  let last = 0
  for (let id = 0; id < length; id++) {
    if (call[id] > last) last = call[id]
    if (returned[id] !== NEVER_RETURNED && returned[id] > last) last = returned[id]
  }
  return last < length * DENSE + DENSE ? byTable(history, last) : bySorting(history)
}

const NOTHING = -0x80000000

function byTable({ length, call, return: returned }: RegisterHistory, last: number): Int32Array {
  const table = new Int32Array(last + 1).fill(NOTHING)
  for (let id = 0; id < length; id++) {
    table[call[id]] = id
    if (returned[id] !== NEVER_RETURNED) table[returned[id]] = ~id
  }
  let count = 0
  for (let position = 0; position <= last; position++) {
    if (table[position] !== NOTHING) table[count++] = table[position]
  }
  return table.subarray(0, count)
}

function bySorting({ length, call, return: returned }: RegisterHistory): Int32Array {
  const events = new Int32Array(2 * length)
  let count = 0
  for (let id = 0; id < length; id++) {
    events[count++] = id
    if (returned[id] !== NEVER_RETURNED) events[count++] = ~id
  }
  const positionOf = (event: number) => (event < 0 ? returned[~event] : call[event])
  return events.subarray(0, count).sort((a, b) => positionOf(a) - positionOf(b))
}
