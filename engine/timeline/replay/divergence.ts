import type { KeyId } from '../../trace/event.ts'
import { replicasOf } from '../knowledge.ts'
import { areEqual } from './differences.ts'
import type { NodeReplay } from './node-replay.ts'
import type { Replay } from './replay.ts'
import { NO_VERSIONS, type VersionSet } from './version-set.ts'

/**
 * How many keys the replicas that run and are to hold them hold otherwise than each other, by position of the event that has just happened: the number of `differencesAt(…).keys`, in
 * one pass over the changes of each key.
 */
export function divergedKeys({ run, nodes }: Replay): Int32Array {
  const replicas = replicasOf(run)
  const counts = new Int32Array(run.trace.length)
  const keys = Math.max(0, ...replicas.map((replica) => nodes[replica]?.stored.length ?? 0))
  for (let key = 0; key < keys; key++) {
    const holders = run.holders[key] ?? replicas
    noteTurns(
      holders.flatMap((replica) => nodes[replica] ?? []),
      key,
      counts,
    )
  }
  for (let position = 1; position < counts.length; position++) {
    counts[position] += counts[position - 1]
  }
  return counts
}

/** Adds 1 where a key begins to diverge, and takes 1 away where it agrees again. */
function noteTurns(nodes: readonly NodeReplay[], key: KeyId, turns: Int32Array): void {
  let isDiverged = false
  for (const position of changesOf(nodes, key)) {
    const isNow = areDiverged(nodes, key, position)
    if (isNow !== isDiverged) turns[position] += isNow ? 1 : -1
    isDiverged = isNow
  }
}

/** Where anything happened that may change the answer, ascending. */
function changesOf(nodes: readonly NodeReplay[], key: KeyId): readonly number[] {
  const stored = nodes.map((node) => node.stored[key]?.changes ?? [])
  if (stored.every((positions) => positions.length === 0)) return []
  const all = [...stored, ...nodes.map(({ status }) => status.changes)].flat()
  return [...new Set(all)].sort((a, b) => a - b)
}

function areDiverged(nodes: readonly NodeReplay[], key: KeyId, position: number): boolean {
  let first: VersionSet | undefined
  for (const node of nodes) {
    if (node.status.at(position) === 'down') continue
    const held = node.stored[key]?.at(position) ?? NO_VERSIONS
    if (first === undefined) first = held
    else if (!areEqual(first.versions, held.versions)) return true
  }
  return false
}
