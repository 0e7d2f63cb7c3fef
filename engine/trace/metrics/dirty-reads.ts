import { CrashKind, EventKind, type OperationId } from '../event.ts'
import { Action, type History, Outcome } from '../history.ts'
import type { Trace } from '../trace.ts'
import { MAXIMUM_EXAMPLES, type RunFacts, shareOf } from './facts.ts'
import type { Remains } from './remains.ts'

export interface DirtyRead {
  readonly read: OperationId
  /** The write that it returned and that never came to be. */
  readonly write: OperationId
  /** Its client was told that it was certainly not done; or it is gone without a trace where it matters. */
  readonly why: 'failed' | 'gone'
}

/**
 * Reads of the whole run that returned what never came to be.
 *
 * A read that ended ok is dirty when one of the writes that it returned ended `fail`, or is gone when the run is over: taken out of the log or lost in a crash,
 * so that no authority holds it or anything that took its place (as for `lostWrites`, whether it had been acknowledged or not). A write that a later one
 * replaced, or that conflict resolution dropped, did come to be. This is what Jepsen calls a dirty read: a value that was read and that no final read finds.
 */
export interface DirtyReads {
  /** Reads that ended ok. */
  readonly reads: number
  readonly count: number
  /** count / reads; undefined for no reads. */
  readonly share: number | undefined
  /** The first ones. */
  readonly examples: readonly DirtyRead[]
}

export function dirtyReads({ history }: RunFacts, remains: Remains): DirtyReads {
  const examples: DirtyRead[] = []
  let reads = 0
  let count = 0
  for (let read = 0; read < history.length; read++) {
    if (!isAnswered(history, read)) continue
    reads++
    const dirty = findDirty(history, remains, read)
    if (dirty === undefined) continue
    count++
    if (examples.length < MAXIMUM_EXAMPLES) examples.push(dirty)
  }
  return { reads, count, share: shareOf(count, reads), examples }
}

const isAnswered = ({ action, outcome }: History, id: OperationId): boolean =>
  action[id] === Action.read && outcome[id] === Outcome.ok

function findDirty(history: History, remains: Remains, read: OperationId): DirtyRead | undefined {
  for (const write of history.sources(read)) {
    if (history.outcome[write] === Outcome.fail) return { read, write, why: 'failed' }
    if (!remains.has(write)) return { read, write, why: 'gone' }
  }
  return undefined
}

/** No dirty read: no read found anything, or nothing was ever taken back. */
export function dirtyReadsVacuity({ history, trace }: RunFacts): string | undefined {
  if (!hasAny(history, (id) => isAnswered(history, id) && history.soleSource(id) >= 0)) {
    return 'No read returned a write, so none could be dirty.'
  }
  const { action, outcome } = history
  const isAnyFailed = hasAny(history, (id) => {
    return action[id] === Action.write && outcome[id] === Outcome.fail
  })
  if (isAnyFailed || isAnyTakenBack(trace)) return undefined
  return 'No write failed and nothing was taken back, so no read could be dirty.'
}

function isAnyTakenBack(trace: Trace): boolean {
  let isAny = false
  trace.eachOf([EventKind.truncate, EventKind.lose, EventKind.crash], ({ kind, a }, index) => {
    isAny ||= kind[index] !== EventKind.crash || a[index] === CrashKind.wipes
  })
  return isAny
}

function hasAny({ length }: History, test: (id: OperationId) => boolean): boolean {
  for (let id = 0; id < length; id++) if (test(id)) return true
  return false
}
