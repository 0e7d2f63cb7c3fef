import { Effect, type RegisterHistory } from '../register-history.ts'
import { BEFORE_ALL, clusterOf } from './zones.ts'

interface Cluster {
  readonly members: number[]
  firstReturn: number
  lastCall: number
}

/**
 * Puts the operations of one key that were over before a position in an order that explains them, with the writes under way that their reads saw; there must be one.
 *
 * @param compare how those of one cluster are ordered; default: the write first, then its reads by call
 *
 * A cluster stands where its forward zone begins, or where its backward zone does; inside a forward zone of another it stands where that ends.
 */
export function orderBefore(
  history: RegisterHistory,
  key: number,
  position: number,
  compare: (a: number, b: number) => number = (a, b) => rank(history, a, b),
): number[] {
  const clusters = clustersBefore(history, key, position)
  const forward = clusters.filter(isForward).sort((a, b) => a.firstReturn - b.firstReturn)
  const placed = clusters.map((cluster) => ({ cluster, point: pointOf(cluster, forward) }))
  placed.sort((a, b) => a.point - b.point || a.cluster.firstReturn - b.cluster.firstReturn)
  return placed.flatMap(({ cluster }) => cluster.members.sort(compare))
}

const isForward = ({ firstReturn, lastCall }: Cluster) => firstReturn < lastCall

function clustersBefore(history: RegisterHistory, key: number, position: number): Cluster[] {
  const { length, effect, key: keys, call, return: returned } = history
  const clusters = new Map<number, Cluster>()
  const join = (id: number) => {
    const number = clusterOf(history, id)
    const end = number < length ? returned[id] : BEFORE_ALL
    const cluster = clusters.get(number)
    if (cluster === undefined) {
      clusters.set(number, { members: [id], firstReturn: end, lastCall: call[id] })
      return
    }
    cluster.members.push(id)
    cluster.firstReturn = Math.min(cluster.firstReturn, end)
    cluster.lastCall = Math.max(cluster.lastCall, call[id])
  }
  for (let id = 0; id < length; id++) {
    if (keys[id] === key && effect[id] !== Effect.none && returned[id] < position) join(id)
  }
  for (const number of [...clusters.keys()]) {
    if (number < length && returned[number] >= position) join(number)
  }
  return [...clusters.values()]
}

function pointOf(cluster: Cluster, forward: readonly Cluster[]): number {
  if (isForward(cluster)) return cluster.firstReturn
  const around = lastBefore(forward, cluster.lastCall)
  return around === undefined ? cluster.lastCall : Math.max(cluster.lastCall, around.lastCall)
}

/** The last of some clusters, sorted by first return, that has its first return before a position. */
function lastBefore(clusters: readonly Cluster[], position: number): Cluster | undefined {
  let low = 0
  let high = clusters.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (clusters[middle].firstReturn < position) low = middle + 1
    else high = middle
  }
  return clusters[low - 1]
}

/** The write first, then its reads by call. */
function rank({ effect, call }: RegisterHistory, a: number, b: number): number {
  if (effect[a] !== effect[b]) return effect[a] === Effect.write ? -1 : 1
  return call[a] - call[b]
}
