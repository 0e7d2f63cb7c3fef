import { EventKind, type OperationId } from '../../trace/event.ts'
import { hasEvent } from '../../trace/metrics/facts.ts'
import type { Trace } from '../../trace/trace.ts'
import type { RecordedRun } from '../recorded-run.ts'
import { ChangesOfVersions } from './arrivals.ts'
import { Causality } from './causality.ts'
import { NodeReplay, type ReplayRules, type SiblingRule } from './node-replay.ts'
import { PlainVersions } from './version-set.ts'

/**
 * Every node of a run through all of it, as the trace tells: what any of them was and held after any event is found by a few searches, so that a jump costs no more than a
 * step. Made by `replay`.
 *
 * Of a recording that was made smaller, or whose trace was cut short, states are those that the events in it tell of.
 */
export interface Replay {
  readonly run: RecordedRun
  /** By endpoint number; undefined for clients. */
  readonly nodes: readonly (NodeReplay | undefined)[]
  /** What each write knew of the others of its key. Computed when it is first asked for, as a pass over the trace. */
  causality(): Causality
}

/** Events that change what a node is or holds. */
export const STATE_EVENTS: readonly EventKind[] = [
  EventKind.crash,
  EventKind.restart,
  EventKind.pause,
  EventKind.resume,
  EventKind.role,
  EventKind.append,
  EventKind.truncate,
  EventKind.commit,
  EventKind.store,
  EventKind.lose,
  EventKind.discard,
  EventKind.conflict,
  EventKind.siblings,
  EventKind.hint,
]

/** Goes through a recording once: some hundreds of milliseconds for a million events. */
export function replay(run: RecordedRun): Replay {
  const { trace, places } = run
  const rules = rulesOf(run)
  const nodes = places.map(({ kind }) => (kind === 'client' ? undefined : new NodeReplay(rules)))
  const changes = new ChangesOfVersions(
    run.model === 'leaderless',
    (position, node, key, arrival) =>
      nodes[node]?.arrive(position, key, { ...arrival, areAllKept: false }),
  )
  trace.eachOf(STATE_EVENTS, (columns, index, position) => {
    changes.absorb(columns, index, position)
    const { kind, peer, operation, key, a, b } = columns
    const node = nodes[columns.node[index]]
    if (node === undefined) return
    switch (kind[index]) {
      case EventKind.crash:
        node.crash(position, a[index])
        break
      case EventKind.restart:
        node.restart(position)
        break
      case EventKind.pause:
        node.status.set(position, 'paused')
        break
      case EventKind.resume:
        node.status.set(position, 'up')
        break
      case EventKind.role:
        node.takeRole(position, a[index], b[index])
        break
      case EventKind.append:
        node.append(position, operation[index], b[index])
        break
      case EventKind.truncate:
        node.truncate(position, operation[index], key[index])
        break
      case EventKind.commit:
        node.committed.set(position, a[index] + 1)
        break
      case EventKind.lose:
        node.lose(position, operation[index], key[index])
        break
      case EventKind.hint:
        node.hint(position, peer[index], key[index], operation[index], a[index])
        break
    }
  })
  changes.finish()
  return { run, nodes, causality: rules.causality }
}

function rulesOf(run: RecordedRun): ReplayRules {
  const { trace, model } = run
  let known: Causality | undefined
  const causality = () => {
    known ??= new Causality(run)
    return known
  }
  const stamps = stampsOf(run)
  return {
    siblings: siblingRule(trace),
    hasLogs: hasEvent(trace, EventKind.append),
    leadersTell: model === 'multi-leader',
    causality,
    plain: new PlainVersions(),
    newest: (writes) => writes.reduce((one, other) => (isNewer(other, one) ? other : one)),
  }

  function isNewer(one: OperationId, other: OperationId): boolean {
    if (stamps[one] !== stamps[other]) return stamps[one] > stamps[other]
    return (causality().nameOf(one)?.node ?? -1) > (causality().nameOf(other)?.node ?? -1)
  }
}

/** Versions that met and were neither kept side by side nor dropped were merged. */
function siblingRule(trace: Trace): SiblingRule {
  if (hasEvent(trace, EventKind.siblings)) return 'siblings'
  const isMerged = hasEvent(trace, EventKind.conflict) && !hasEvent(trace, EventKind.discard)
  return isMerged ? 'merged' : 'one'
}

/** By write: the stamp that it was stored with. */
function stampsOf({ trace, history }: RecordedRun): Float64Array {
  const stamps = new Float64Array(history.length)
  trace.eachOf([EventKind.store], ({ operation, a }, index) => {
    if (operation[index] >= 0) stamps[operation[index]] = a[index]
  })
  return stamps
}
