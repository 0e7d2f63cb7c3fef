import type { Micros } from '../../core/clock.ts'
import { EventKind, type KeyId, type OperationId } from '../event.ts'
import { Outcome } from '../history.ts'
import { MAXIMUM_EXAMPLES, type RunFacts } from './facts.ts'

/** Versions of one key that did not know of each other; of the whole run. */
export interface Conflicts {
  /** Distinct pairs of writes that met as conflicting on some node. */
  readonly pairs: number
  /** Distinct writes in such a pair. */
  readonly writes: number
  /** Keys with such a pair. */
  readonly keys: number
  /** Most versions of one key that a node kept side by side; 1 where none did. */
  readonly maximumSiblings: number
  /** Keys of which a live replica holds several versions at the end. */
  readonly keysWithSiblings: number
}

export function conflicts(facts: RunFacts): Conflicts {
  const { trace, history } = facts
  const pairs = new Set<number>()
  const writes = new Set<OperationId>()
  const keys = new Set<KeyId>()
  let maximumSiblings = 1
  trace.eachOf([EventKind.siblings, EventKind.conflict], (columns, index) => {
    const kind = columns.kind[index]
    const a = columns.a[index]
    if (kind === EventKind.siblings) maximumSiblings = Math.max(maximumSiblings, a)
    if (kind !== EventKind.conflict) return
    const operation = columns.operation[index]
    pairs.add(Math.min(operation, a) * history.length + Math.max(operation, a))
    writes.add(operation).add(a)
    keys.add(columns.key[index])
  })
  return {
    pairs: pairs.size,
    writes: writes.size,
    keys: keys.size,
    maximumSiblings,
    keysWithSiblings: keysWithSiblings(facts),
  }
}

function keysWithSiblings({ live }: RunFacts): number {
  const keys = new Set<KeyId>()
  for (const { state } of live) {
    for (const key of state.keys()) if (state.versions(key).length > 1) keys.add(key)
  }
  return keys.size
}

export interface DroppedWrite {
  readonly time: Micros
  readonly write: OperationId
  /** The write whose version stayed. */
  readonly winner: OperationId
}

/**
 * Acknowledged writes that conflict resolution dropped, though the write that stayed was not simply a later one: it was invoked before the dropped one had
 * returned. Distinct writes, of the whole run.
 */
export interface DroppedWrites {
  readonly count: number
  /** Dropped for a concurrent write. */
  readonly concurrent: number
  /** Dropped for a write that had returned before they were invoked: clocks disagreed. */
  readonly forAnEarlierWrite: number
  /** The first ones. */
  readonly examples: readonly DroppedWrite[]
}

export function droppedWrites({ trace, history }: RunFacts): DroppedWrites {
  const dropped = new Map<OperationId, DroppedWrite>()
  trace.eachOf([EventKind.discard], ({ operation, a, time }, index) => {
    const write = operation[index]
    const winner = a[index]
    if (write < 0 || winner < 0 || dropped.has(write)) return
    const isAcknowledged = history.outcome[write] === Outcome.ok
    const isLater = history.invoked[winner] >= history.returned[write]
    if (isAcknowledged && !isLater) dropped.set(write, { time: time[index], write, winner })
  })
  const all = [...dropped.values()]
  const forAnEarlierWrite = all.filter(
    ({ write, winner }) => history.returned[winner] < history.invoked[write],
  ).length
  return {
    count: all.length,
    concurrent: all.length - forAnEarlierWrite,
    forAnEarlierWrite,
    examples: all.slice(0, MAXIMUM_EXAMPLES),
  }
}
