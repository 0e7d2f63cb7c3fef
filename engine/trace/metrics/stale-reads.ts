import type { Micros } from '../../core/clock.ts'
import {
  type Bucket,
  type Distribution,
  distribution,
  doublingHistogram,
} from '../../core/statistics.ts'
import type { EndpointId, OperationId } from '../event.ts'
import { Action, Outcome } from '../history.ts'
import { OperationsByKey } from './by-key.ts'
import { countedOperations, MAXIMUM_EXAMPLES, type RunFacts, shareOf } from './facts.ts'
import { MissedWrites } from './missed-writes.ts'
import { RealTimeOrder } from './real-time.ts'

export interface StaleRead {
  readonly read: OperationId
  /** From the earliest return of a write that the read should have seen to the read's invocation. */
  readonly ageMicros: Micros
  /** How many writes it should have seen. */
  readonly versionsBehind: number
}

export interface VersionShare {
  /** k. */
  readonly versions: number
  /** Counted reads that returned one of the k newest versions, or a later one. */
  readonly reads: number
  readonly share: number
}

export interface NodeStaleness {
  /** The replica that answered. */
  readonly node: EndpointId
  readonly reads: number
  readonly stale: number
  readonly share: number | undefined
}

/**
 * Stale reads by real time alone, whatever the model.
 *
 * A read that ended ok should have seen a write of its key when the write ended ok before the read began, and began after every write that the read returned
 * had ended ok (all of them: of siblings and merged values the newest counts). A read is stale when there is such a write. Concurrent operations, and writes
 * whose outcome nobody knows, never make a read stale, and a read that returned one of these never is.
 */
export interface StaleReads {
  /** Counted reads that ended ok. */
  readonly reads: number
  readonly count: number
  /** count / reads; undefined for no reads. */
  readonly share: number | undefined
  /** Of the stale reads, in microseconds. */
  readonly age: Distribution
  /** Of the stale reads, by versions behind. */
  readonly versionsBehind: readonly Bucket[]
  /**
   * For k = 1 to 10, the reads that are within k versions: that missed fewer than k writes. k = 1 are those that are not stale. Empty for no reads.
   * Source: "k-staleness" of Bailis et al., "Probabilistically Bounded Staleness for Practical Partial Quorums" (VLDB 2012), section 3.1.
   */
  readonly withinVersions: readonly VersionShare[]
  /** Replicas that answered a read, ascending. */
  readonly byNode: readonly NodeStaleness[]
  /** The first ones. */
  readonly examples: readonly StaleRead[]
}

export function staleReads(facts: RunFacts): StaleReads {
  const found = findStaleReads(facts)
  const byNode = staleByNode(facts, found)
  const reads = byNode.reduce((sum, node) => sum + node.reads, 0)
  return {
    reads,
    count: found.length,
    share: shareOf(found.length, reads),
    age: distribution(Float64Array.from(found, ({ ageMicros }) => ageMicros)),
    versionsBehind: doublingHistogram(found.map(({ versionsBehind }) => versionsBehind)),
    withinVersions: withinVersions(found, reads),
    byNode,
    examples: found.slice(0, MAXIMUM_EXAMPLES),
  }
}

const MAXIMUM_VERSIONS = 10

function withinVersions(found: readonly StaleRead[], reads: number): VersionShare[] {
  if (reads === 0) return []
  return Array.from({ length: MAXIMUM_VERSIONS }, (_, index) => {
    const versions = index + 1
    const beyond = found.filter(({ versionsBehind }) => versionsBehind >= versions).length
    return { versions, reads: reads - beyond, share: (reads - beyond) / reads }
  })
}

/** All stale reads, in order of invocation. */
export function findStaleReads(facts: RunFacts): StaleRead[] {
  const { history } = facts
  const byKey = new OperationsByKey(history)
  const order = new RealTimeOrder(history)
  const isRead = countedReads(facts)
  const found: StaleRead[] = []
  for (let key = 0; key < byKey.keys; key++) {
    const operations = byKey.of(key)
    const reads = operations.filter(isRead)
    if (reads.length === 0) continue
    const writes = new MissedWrites(history, order, operations)
    for (let at = 0; at < reads.length; at++) {
      const stale = writes.of(reads[at])
      if (stale !== undefined) found.push(stale)
    }
  }
  return found.sort((a, b) => a.read - b.read)
}

function countedReads(facts: RunFacts): (id: OperationId) => boolean {
  const { action, outcome } = facts.history
  const { from, to } = countedOperations(facts)
  return (id) => id >= from && id < to && action[id] === Action.read && outcome[id] === Outcome.ok
}

function staleByNode(facts: RunFacts, found: readonly StaleRead[]): NodeStaleness[] {
  const { history } = facts
  const { from, to } = countedOperations(facts)
  const isRead = countedReads(facts)
  const reads = new Map<EndpointId, number>()
  const stale = new Map<EndpointId, number>()
  const count = (counts: Map<EndpointId, number>, id: OperationId) =>
    counts.set(history.node[id], (counts.get(history.node[id]) ?? 0) + 1)
  for (let id = from; id < to; id++) if (isRead(id)) count(reads, id)
  for (const { read } of found) count(stale, read)
  return [...reads]
    .map(([node, all]) => ({ node, reads: all, stale: stale.get(node) ?? 0 }))
    .map((line) => ({ ...line, share: shareOf(line.stale, line.reads) }))
    .sort((a, b) => a.node - b.node)
}
