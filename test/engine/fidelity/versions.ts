import {
  type History,
  type LinkSpec,
  latency,
  leaderless,
  type Run,
  simulate,
  workload,
} from '../../../engine/index.ts'
import type { Quorum } from './partial-quorums.ts'

/**
 * One client that writes and reads one key in turn, where a write reaches W of the N replicas and never another: a quorum that does not expand.
 *
 * Each replica is in a place of its own with a node that holds no copy. One of these nodes, at random, coordinates an operation, and its writes get through
 * to the replicas of its own place and the W - 1 after it only. A read asks all N over equal delays, so that the first R to answer are any R.
 */
export const quorumsThatStay = (quorum: Quorum, pairs: number, seed: number): Run =>
  simulate({
    seed,
    model: leaderless({
      nodes: 2 * quorum.replicas,
      ...quorum,
      regions: places(quorum.replicas),
      coordinator: 'non-replica',
      readRepair: false,
      hintedHandoff: false,
    }),
    disk: { sync: 0 },
    network: { latency: latency.exponential('1ms'), ordered: false, links: reached(quorum) },
    workload: workload.custom({ writeThenRead: 1, clients: 1, keys: 1, operations: pairs }),
    duration: '1h',
    limits: { traceEvents: 0 },
  })

const places = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `place ${index + 1}`)

function reached({ replicas, write }: Quorum): LinkSpec[] {
  const names = places(replicas)
  const messages = ['replicate']
  const through = names.flatMap((from, index) =>
    Array.from({ length: write }, (_, step) => {
      const to = names[(index + step) % replicas]
      return { from, to, messages, loss: 0 }
    }),
  )
  return [{ messages, loss: 1 }, ...through]
}

/** Of the reads of a client that reads one key, the share that returned an older write than its read before. */
export function readsThatGoBack(history: History): number {
  const reads = [...history].filter(({ action, outcome }) => action === 'read' && outcome === 'ok')
  const returned = reads.map(({ sources }) => sources[0] ?? -1)
  const back = returned.filter((source, index) => source < (returned[index - 1] ?? -1))
  return back.length / (reads.length - 1)
}

/** How many ways there are to choose k of n. */
export const choose = (n: number, k: number): number =>
  k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k

/** P(a random read quorum and a random write quorum share no replica). */
export const disjoint = ({ replicas, write, read }: Quorum): number =>
  choose(replicas - write, read) / choose(replicas, read)
