import type { Timeline } from '../../../../engine/timeline/index.ts'
import type { OperationFilter } from './operation-filter.ts'
import { operationTest } from './operation-filter.ts'

/** What rows can be ordered by. */
export const OPERATION_COLUMNS = [
  'number',
  'client',
  'action',
  'key',
  'value',
  'called',
  'took',
  'ended',
  'node',
] as const
export type OperationColumn = (typeof OPERATION_COLUMNS)[number]

export interface OperationOrder {
  readonly column: OperationColumn
  readonly isDescending: boolean
}

/** The operations that pass a filter, in order; equal ones in order of their calling. */
export function orderOperations(
  timeline: Timeline,
  filter: OperationFilter,
  { column, isDescending }: OperationOrder,
): Int32Array {
  const passes = operationTest(timeline, filter)
  const { length } = timeline.operations
  const ids = new Int32Array(length)
  let count = 0
  for (let id = 0; id < length; id++) if (passes(id)) ids[count++] = id
  const found = ids.slice(0, count)
  const value = rankBy(timeline, column)
  const ordered = value === undefined ? found : sortStably(found, value)
  return isDescending ? ordered.reverse() : ordered
}

/** Whole numbers from 0 on that go as the column does; undefined for the order in which operations stand. */
function rankBy(
  { operations, clients, nodes, run }: Timeline,
  column: OperationColumn,
): ((id: number) => number) | undefined {
  const { session, action, key, invoked, returned, ending, node } = operations
  switch (column) {
    case 'number':
    case 'called':
      return undefined
    case 'client': {
      const ranks = ranksOf(clients.map(({ name }) => name))
      return (id) => ranks[session[id]] ?? session[id]
    }
    case 'action':
      return (id) => action[id]
    case 'key':
      return (id) => key[id]
    case 'value':
      // A generated workload writes the number of the operation; a read found what its first source wrote.
      return (id) => (action[id] === 1 ? id : run.history.soleSource(id)) + 1
    case 'took':
      return (id) => Math.min(returned[id] - invoked[id], NEVER)
    case 'ended':
      return (id) => ending[id]
    case 'node': {
      const ranks = ranksOf(nodes.map(({ name }) => name))
      return (id) => (node[id] < 0 ? 0 : 1 + (ranks[node[id]] ?? node[id]))
    }
  }
}

/** What still waits at the end stands after all that took some time. */
const NEVER = 2 ** 47

/** By place: where a name stands among all; numbers in names count as numbers. */
function ranksOf(names: readonly string[]): number[] {
  const collator = new Intl.Collator('en', { numeric: true })
  const order = [...names.keys()].sort((a, b) => collator.compare(names[a], names[b]))
  const ranks: number[] = []
  order.forEach((place, rank) => {
    ranks[place] = rank
  })
  return ranks
}

const DIGIT = 2 ** 16

/** Sorts by whole numbers below 2^48, sixteen bits at a time from the lowest on: a million in some tens of milliseconds. */
export function sortStably(ids: Int32Array, rankOf: (id: number) => number): Int32Array {
  const values = Float64Array.from(ids, rankOf)
  const most = values.reduce((one, other) => Math.max(one, other), 0)
  let places: Int32Array = Int32Array.from(ids.keys())
  for (let unit = 1; unit <= most; unit *= DIGIT) places = sortByDigit(places, values, unit)
  return places.map((place) => ids[place])
}

function sortByDigit(places: Int32Array, values: Float64Array, unit: number): Int32Array {
  const digitOf = (place: number) => Math.floor(values[place] / unit) % DIGIT
  const starts = new Int32Array(DIGIT + 1)
  for (const place of places) starts[digitOf(place) + 1]++
  for (let digit = 1; digit <= DIGIT; digit++) starts[digit] += starts[digit - 1]
  const sorted = new Int32Array(places.length)
  for (const place of places) sorted[starts[digitOf(place)]++] = place
  return sorted
}
