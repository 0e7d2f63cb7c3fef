import type { KeyId, OperationId } from '../event.ts'
import { NO_OPERATION } from '../event.ts'
import { type History, Outcome } from '../history.ts'
import { OperationsByKey } from './by-key.ts'
import { MAXIMUM_EXAMPLES, type RunFacts, shareOf, writesOf } from './facts.ts'
import type { Holding } from './holding.ts'
import type { Lineage } from './lineage.ts'

/**
 * Lost updates: acknowledged read-modify-writes whose effect another write undid without having seen it.
 *
 * Two counts that need not agree. `fromFinalState` knows what the authorities hold at the end and sees every way to lose an update; `fromHistory` needs the
 * clients' view alone and sees only updates that built on the very same write.
 */
export interface LostUpdates {
  /** Acknowledged writes that were based on a read. */
  readonly updates: number
  readonly fromFinalState: LostUpdatesFromFinalState | undefined
  readonly fromHistory: LostUpdatesFromHistory
}

/**
 * Updates that no final version of their key descends from. A write that was not based on a read overwrites on purpose: updates that it may have come after are
 * not judged. Updates that are gone as writes too (`lost.count`) are not counted here. Undefined when the trace is not whole or nobody has authority.
 */
export interface LostUpdatesFromFinalState {
  readonly count: number
  /** count / updates; undefined for no updates. */
  readonly share: number | undefined
  /** The first ones. */
  readonly examples: readonly OperationId[]
}

/**
 * Of updates that all built on the same single write (or on nothing) every one but the first, unless they were kept side by side: returned together by a
 * read, or standing together in a final version.
 */
export interface LostUpdatesFromHistory {
  readonly count: number
  /** count / updates; undefined for no updates. */
  readonly share: number | undefined
  /** The first ones, by key, each with another update that built on the same. */
  readonly examples: readonly UndoneUpdate[]
}

export interface UndoneUpdate {
  readonly lost: OperationId
  readonly other: OperationId
  /** The write that both built on; NO_OPERATION: the key had never been written. */
  readonly base: OperationId
}

export function countUpdates(history: History): number {
  let count = 0
  for (let id = 0; id < history.length; id++) if (isUpdate(history, id)) count++
  return count
}

const isUpdate = (history: History, id: OperationId): boolean =>
  history.outcome[id] === Outcome.ok && history.isBased(id)

export function lostFromFinalState(
  facts: RunFacts,
  holding: Holding,
  lineage: Lineage,
): LostUpdatesFromFinalState {
  const { history, authorities } = facts
  const overwritten = latestBlindReturn(history, lineage)
  const lost: OperationId[] = []
  for (let id = 0; id < history.length; id++) {
    if (!isUpdate(history, id) || lineage.has(id)) continue
    const mayBeOverwritten = history.invoked[id] <= (overwritten.get(history.key[id]) ?? -1)
    if (!mayBeOverwritten && holding.isHeldByAny(authorities, id)) lost.push(id)
  }
  return {
    count: lost.length,
    share: shareOf(lost.length, countUpdates(history)),
    examples: lost.slice(0, MAXIMUM_EXAMPLES),
  }
}

/** Of each key, when the last write returned that final versions descend from and that was based on no read; Infinity for one that may take effect at any time. */
function latestBlindReturn(history: History, lineage: Lineage): Map<KeyId, number> {
  const latest = new Map<KeyId, number>()
  for (let id = 0; id < history.length; id++) {
    if (!lineage.has(id) || history.isBased(id)) continue
    const isOk = history.outcome[id] === Outcome.ok
    const returned = isOk ? history.returned[id] : Number.POSITIVE_INFINITY
    latest.set(history.key[id], Math.max(returned, latest.get(history.key[id]) ?? -1))
  }
  return latest
}

export function lostFromHistory(facts: RunFacts): LostUpdatesFromHistory {
  const { history } = facts
  const kept = keptSideBySide(facts)
  const byKey = new OperationsByKey(history)
  const examples: UndoneUpdate[] = []
  let count = 0
  for (let key = 0; key < byKey.keys; key++) {
    for (const [base, group] of byBase(history, byKey.of(key))) {
      const undone = undoneOf(group, kept)
      count += undone.length
      for (const lost of undone) {
        if (examples.length === MAXIMUM_EXAMPLES) break
        examples.push({ lost, other: group.find((id) => !undone.includes(id))!, base })
      }
    }
  }
  return { count, share: shareOf(count, countUpdates(history)), examples }
}

/** All but the first of updates that built on the same, unless one was kept beside another: one of them at least came to be. */
function undoneOf(group: readonly OperationId[], kept: Uint8Array): readonly OperationId[] {
  const gone = group.filter((id) => kept[id] === 0)
  return gone.length === group.length ? gone.slice(1) : gone
}

/** The updates of a key, by the single write that they were based on. */
function byBase(history: History, operations: Int32Array): Map<OperationId, OperationId[]> {
  const groups = new Map<OperationId, OperationId[]>()
  for (const id of operations) {
    if (!isUpdate(history, id)) continue
    const sources = history.sources(id)
    if (sources.length > 1) continue
    const base = sources[0] ?? NO_OPERATION
    const group = groups.get(base)
    if (group === undefined) groups.set(base, [id])
    else group.push(id)
  }
  return groups
}

/** Marks the writes that somebody read together with another one, or that stand so at the end. */
function keptSideBySide({ history, live }: RunFacts): Uint8Array {
  const kept = new Uint8Array(history.length)
  const mark = (writes: readonly OperationId[]) => {
    if (writes.length > 1) for (const write of writes) if (write >= 0) kept[write] = 1
  }
  for (let id = 0; id < history.length; id++) mark(history.sources(id))
  for (const { state } of live) {
    for (const key of state.keys()) mark(state.versions(key).flatMap(writesOf))
  }
  return kept
}
