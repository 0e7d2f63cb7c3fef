import { Effect, type RegisterHistory } from '../register-history.ts'
import { eventOrder } from './event-order.ts'
import { clusterOf, NO_CLUSTER, zonesOf } from './zones.ts'

const NONE = -1

/**
 * For each cluster of a history of registers, the position at which it can stand: where its forward zone begins, or where its backward zone does; there inside a
 * forward zone of its key, where that ends. In a linearizable history clusters in this order explain all reads, and all keys together.
 */
export function pointsOf(history: RegisterHistory): Int32Array {
  const { length, effect, key, call, return: returned } = history
  const { firstReturn, lastCall } = zonesOf(history)
  const points = Int32Array.from(firstReturn, (first, cluster) =>
    Math.min(first, lastCall[cluster]),
  )
  const open = new Int32Array(points.length - length).fill(NONE)
  for (const event of eventOrder(history)) {
    const id = event < 0 ? ~event : event
    const cluster = effect[id] === Effect.none ? NO_CLUSTER : clusterOf(history, id)
    if (cluster === NO_CLUSTER) continue
    const isForward = firstReturn[cluster] < lastCall[cluster]
    if (event < 0) {
      if (isForward && returned[id] === firstReturn[cluster]) open[key[id]] = cluster
      continue
    }
    if (call[id] !== lastCall[cluster]) continue
    const around = open[key[id]]
    if (around === cluster) open[key[id]] = NONE
    else if (!isForward && around !== NONE) points[cluster] = lastCall[around]
  }
  return points
}
