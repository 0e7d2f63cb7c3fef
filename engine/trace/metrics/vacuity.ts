import type { Micros } from '../../core/clock.ts'
import { type EndpointId, type KeyId, NO_ENDPOINT, type OperationId } from '../event.ts'
import { Action, type History, Outcome } from '../history.ts'
import type { Arrivals } from './arrivals.ts'
import { OperationsByKey } from './by-key.ts'
import { dirtyReadsVacuity } from './dirty-reads.ts'
import { countedOperations, NEVER, type RunFacts, selectOperations } from './facts.ts'
import type { FaultWindow } from './notable.ts'

/** Why a figure could not have come out otherwise, one sentence; undefined where it could. */
export type Vacuous = string | undefined

/** Figures of a run that came out as well as can be, and why they could not have come out otherwise. */
export interface Vacuity {
  readonly staleReads: Vacuous
  readonly readsAvailable: Vacuous
  readonly writesAvailable: Vacuous
  readonly lostWrites: Vacuous
  readonly lostUpdates: Vacuous
  readonly dirtyReads: Vacuous
  readonly conflicts: Vacuous
  readonly divergence: Vacuous
}

/** What was measured, as far as vacuity is asked about it; undefined where there is no figure. */
export interface JudgedFigures {
  readonly staleReads: number
  readonly readsAvailable: number | undefined
  readonly writesAvailable: number | undefined
  readonly lostWrites: number | undefined
  readonly lostUpdates: number | undefined
  readonly dirtyReads: number | undefined
  readonly conflicts: number | undefined
  readonly divergence: number
}

/**
 * A result that could not have failed is no result: finds the figures of which that is so.
 * @param arrivals called only where it is needed, since it goes through the trace
 */
export function vacuity(
  facts: RunFacts,
  figures: JudgedFigures,
  faults: Faults,
  arrivals: () => Arrivals,
): Vacuity {
  const { read, write } = Action
  const when = (isGood: boolean, reason: () => Vacuous) => (isGood ? reason() : undefined)
  return {
    staleReads: when(figures.staleReads === 0, () => staleReadsVacuity(facts, faults)),
    readsAvailable: when(figures.readsAvailable === 1, () =>
      availabilityVacuity(facts, faults, read),
    ),
    writesAvailable: when(figures.writesAvailable === 1, () =>
      availabilityVacuity(facts, faults, write),
    ),
    lostWrites: when(figures.lostWrites === 0, () => lostWritesVacuity(facts, faults, arrivals)),
    lostUpdates: when(figures.lostUpdates === 0, () => lostUpdatesVacuity(facts)),
    dirtyReads: when(figures.dirtyReads === 0, () => dirtyReadsVacuity(facts)),
    conflicts: when(figures.conflicts === 0, () => conflictsVacuity(facts, arrivals)),
    divergence: when(figures.divergence === 0, () => divergenceVacuity(facts)),
  }
}

/** Faults of a run, as its story tells them. */
type Faults = readonly FaultWindow[]

/** No stale reads: no read came after a write that it could have missed, or none came while anything was wrong. */
function staleReadsVacuity(facts: RunFacts, faults: Faults): Vacuous {
  const chances = staleChances(facts)
  if (!chances.followed) {
    return 'No read followed an acknowledged write of its key, so none could be stale.'
  }
  if (!chances.elsewhere) {
    return 'Every read was answered by the replica that had acknowledged the write before it, so none could be stale.'
  }
  const isTested = faults.length === 0 || isAnyWithin(facts, Action.read, faults, 'ok')
  return isTested ? undefined : 'No read was answered while a fault held.'
}

/** No operation failed: none was attempted while a fault held. */
function availabilityVacuity(facts: RunFacts, faults: Faults, action: Action): Vacuous {
  if (faults.length === 0 || isAnyWithin(facts, action, faults, 'any')) return undefined
  const noun = action === Action.read ? 'read' : 'write'
  return `No ${noun} was attempted while a fault held.`
}

/** No write lost: none was acknowledged, nothing struck, or all that was acknowledged was everywhere by then. */
function lostWritesVacuity(facts: RunFacts, faults: Faults, arrivals: () => Arrivals): Vacuous {
  const writes = acknowledgedWrites(facts.history)
  if (writes.length === 0) return 'No write was acknowledged, so none could be lost.'
  if (faults.length === 0) return 'No fault struck, so no write was in danger.'
  if (isAnyInDoubt(facts, faults, writes, arrivals())) return undefined
  return 'Whenever a fault held, every acknowledged write was on every replica, so none was in danger.'
}

/** No update lost: nobody built a write on a read, or never two of them on one key. */
function lostUpdatesVacuity({ history }: RunFacts): Vacuous {
  const keys = new Set<KeyId>()
  for (let id = 0; id < history.length; id++) {
    if (!history.isBased(id)) continue
    if (keys.has(history.key[id])) return undefined
    keys.add(history.key[id])
  }
  return keys.size === 0
    ? 'No write built on a read, so no update could be lost.'
    : 'No key had two read-modify-writes, so none could undo another.'
}

/** No conflict: no two writes of a key were made at different replicas before one had reached the other. */
function conflictsVacuity(facts: RunFacts, arrivals: () => Arrivals): Vacuous {
  const byKey = new OperationsByKey(facts.history)
  for (let key = 0; key < byKey.keys; key++) {
    const writes = byKey.of(key).filter((id) => mayConflict(facts.history, id))
    if (isOnePlace(facts.history, writes)) continue
    if (haveOverlap(facts.history, writes)) return undefined
    if (haveConcurrentWrites(facts, arrivals(), writes)) return undefined
  }
  return 'No two writes of a key were made at different replicas before one had reached the other, so none could conflict.'
}

/** No key diverged: there was nothing to compare. */
function divergenceVacuity({ live }: RunFacts): Vacuous {
  if (live.length < 2) return 'Fewer than two replicas were up at the end, so none could differ.'
  const isEmpty = live.every(({ state }) => state.keys()[Symbol.iterator]().next().done)
  return isEmpty ? 'No replica held a key at the end, so none could differ.' : undefined
}

interface StaleChances {
  /** Whether a read came after an acknowledged write of its key. */
  readonly followed: boolean
  /** Whether another replica answered it than the one that acknowledged the write. */
  readonly elsewhere: boolean
}

function staleChances(facts: RunFacts): StaleChances {
  const { history } = facts
  const { from, to } = countedOperations(facts)
  const byKey = new OperationsByKey(history)
  let followed = false
  for (let key = 0; key < byKey.keys; key++) {
    for (const { read, write } of readsAfterWrites(history, byKey.of(key))) {
      if (read < from || read >= to) continue
      if (history.node[read] !== history.node[write]) return { followed: true, elsewhere: true }
      followed = true
    }
  }
  return { followed, elsewhere: false }
}

/** Each answered read of a key with the last write that was acknowledged before it was invoked. */
function* readsAfterWrites(history: History, operations: Int32Array) {
  const { action, outcome, invoked, returned } = history
  const isOk = (id: OperationId) => outcome[id] === Outcome.ok
  const writes = operations
    .filter((id) => action[id] === Action.write && isOk(id))
    .sort((a, b) => returned[a] - returned[b])
  let next = 0
  for (const read of operations) {
    if (action[read] !== Action.read || !isOk(read)) continue
    while (next < writes.length && returned[writes[next]] <= invoked[read]) next++
    if (next > 0) yield { read, write: writes[next - 1] }
  }
}

/** Whether an operation was under way while a fault held, and ended ok where that counts. */
function isAnyWithin(facts: RunFacts, wanted: Action, faults: Faults, ends: 'ok' | 'any'): boolean {
  const { action, outcome, invoked, returned } = facts.history
  const isWithin = (id: OperationId) =>
    faults.some((fault) => isOpen(fault, invoked[id], returned[id]))
  const isWanted = (id: OperationId) =>
    action[id] === wanted && (ends === 'any' || outcome[id] === Outcome.ok)
  const { from, to } = countedOperations(facts)
  for (let id = from; id < to; id++) if (isWanted(id) && isWithin(id)) return true
  return false
}

/** Whether a fault held at some moment between two times. */
const isOpen = ({ from, to = NEVER }: FaultWindow, since: Micros, until: Micros): boolean =>
  from <= until && to >= since

function acknowledgedWrites(history: History): Int32Array {
  return selectOperations(
    { from: 0, to: history.length },
    (id) => history.action[id] === Action.write && history.outcome[id] === Outcome.ok,
  )
}

/** Whether a write was acknowledged and not yet on every replica that is to hold it while a fault held. */
function isAnyInDoubt(
  { history, replicas, holders }: RunFacts,
  faults: Faults,
  writes: Int32Array,
  arrivals: Arrivals,
): boolean {
  return writes.some((write) => {
    const holding = holders === undefined ? replicas : holders(history.key[write])
    let until = 0
    for (const replica of holding) until = Math.max(until, arrivals.on(replica)?.[write] ?? NEVER)
    const since = history.returned[write]
    return until > since && faults.some((fault) => isOpen(fault, since, until))
  })
}

/** Whether it is a write that may have been done. */
const mayConflict = ({ action, outcome }: History, id: OperationId): boolean =>
  action[id] === Action.write && outcome[id] !== Outcome.fail

/** Whether one replica answered all of them. */
const isOnePlace = ({ node }: History, writes: Int32Array): boolean =>
  writes.every((write) => node[write] !== NO_ENDPOINT && node[write] === node[writes[0]])

/** Whether a write was invoked at one replica before one at another had returned; finds what is most often there without looking for arrivals. */
function haveOverlap({ node, invoked, returned }: History, writes: Int32Array): boolean {
  return writes.some((write, at) => {
    const last = writes[at - 1]
    return at > 0 && node[last] !== node[write] && invoked[write] < returned[last]
  })
}

/** Goes through the writes of a key in order of invocation, knowing of each replica when it will have all earlier writes of the others. */
function haveConcurrentWrites(
  { history, replicas }: RunFacts,
  arrivals: Arrivals,
  writes: Int32Array,
): boolean {
  const { node, invoked } = history
  const complete = new Map<EndpointId, Micros>()
  let isAnyUnplaced = false
  for (const write of writes) {
    const at = node[write]
    // A write without an answer may have been made anywhere.
    if (at === NO_ENDPOINT) isAnyUnplaced = true
    if (isAnyUnplaced && complete.size > 0) return true
    if ((complete.get(at) ?? -1) > invoked[write]) return true
    for (const replica of replicas) {
      if (replica === at) continue
      const arrival = arrivals.on(replica)?.[write] ?? NEVER
      complete.set(replica, Math.max(complete.get(replica) ?? 0, arrival))
    }
  }
  return false
}
