import { History, type HistoryParts } from '../../trace/history.ts'

/** Which operations a smaller recording has, and their numbers there. */
export interface Renumbered {
  /** By number in the run: the number in the part, -1 for none. */
  readonly toPart: Int32Array
  /** By number in the part: the number in the run. */
  readonly toRun: Int32Array
}

/** @param isKept by number in the run */
export function renumber(isKept: Uint8Array): Renumbered {
  const toRun = new Int32Array(isKept.reduce((count, kept) => count + (kept > 0 ? 1 : 0), 0))
  const toPart = new Int32Array(isKept.length).fill(-1)
  let next = 0
  for (let id = 0; id < isKept.length; id++) {
    if (isKept[id] === 0) continue
    toPart[id] = next
    toRun[next++] = id
  }
  return { toPart, toRun }
}

const NOT_BASED = -2
const NOTHING = -1

/** The operations of a history that are kept, in the same order. What one of them found that is not kept is left out of what it found. */
export function cutHistory(history: History, { toPart, toRun }: Renumbered): History {
  const parts = history.parts()
  const sets: (readonly number[])[] = []
  const pick = <Kept extends Column>(column: Kept) => gather(column, toRun)
  return History.of({
    isStepwise: parts.isStepwise,
    session: pick(parts.session),
    action: pick(parts.action),
    key: pick(parts.key),
    invoked: pick(parts.invoked),
    returned: pick(parts.returned),
    outcome: pick(parts.outcome),
    node: pick(parts.node),
    callsAtReturn: callsOf(parts, toRun),
    source: toRun.map((id) => sourceOf(parts, id, toPart, sets)),
    sets,
    values: valuesOf(history, parts, toRun),
  })
}

type Column = Int32Array | Uint8Array | Float64Array | Int16Array

function gather<Kept extends Column>(column: Kept, ids: Int32Array): Kept {
  const picked = column.slice(0, ids.length) as Kept
  for (let at = 0; at < ids.length; at++) picked[at] = column[ids[at]]
  return picked
}

/** How many of those that are kept had been called. */
function callsOf({ callsAtReturn }: HistoryParts, toRun: Int32Array): Int32Array {
  return toRun.map((id) => {
    let from = 0
    let to = toRun.length
    while (from < to) {
      const middle = (from + to) >>> 1
      if (toRun[middle] < callsAtReturn[id]) from = middle + 1
      else to = middle
    }
    return from
  })
}

function sourceOf(
  { source, sets, action }: HistoryParts,
  id: number,
  toPart: Int32Array,
  kept: (readonly number[])[],
): number {
  const code = source[id]
  if (code === NOT_BASED || code === NOTHING) return code
  const sources = code >= 0 ? [code] : sets[-3 - code]
  const found = sources.map((write) => toPart[write]).filter((write) => write >= 0)
  if (found.length === 0) return action[id] === 1 ? NOT_BASED : NOTHING
  return found.length === 1 ? found[0] : -2 - kept.push(found)
}

/** A write that wrote its own number wrote the one that it has in the run. */
function valuesOf(history: History, { values, action }: HistoryParts, toRun: Int32Array) {
  const given = new Map(values)
  const kept: [number, unknown][] = []
  toRun.forEach((id, part) => {
    if (given.has(id)) kept.push([part, shortValue(given.get(id))])
    else if (action[id] === 1) kept.push([part, history.written(id)])
  })
  return kept
}

/** Characters of JSON that a value takes at most in a smaller recording; of a longer one its beginning is kept, and how long it was. */
export const MAXIMUM_VALUE_CHARACTERS = 400

function shortValue(value: unknown): unknown {
  const text = JSON.stringify(value) ?? ''
  if (text.length <= MAXIMUM_VALUE_CHARACTERS) return value
  return `${text.slice(0, MAXIMUM_VALUE_CHARACTERS / 2)}… (${text.length} characters)`
}
