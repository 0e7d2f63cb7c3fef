import { NEVER_RETURNED } from '../observed-history.ts'
import { Effect, type RegisterHistory, Source } from '../register-history.ts'

/**
 * The zones of a history of registers (Gibbons & Korach 1997): each write with the reads that saw it is a cluster, which stands together in any order of
 * the operations; its zone goes from the first return in it to the last call, or the other way round.
 *
 * 1. A cluster has the number of its write; what was there before any write of key k has the number `length + k`.
 * 2. A cluster whose first return comes before its last call has a forward zone: its value stands there throughout. Any other has a backward zone:
 *    it can stand at any one point of it.
 * 3. A write of unknown outcome that no read saw has no end: it might never have been.
 */
export interface Zones {
  readonly firstReturn: Int32Array
  readonly lastCall: Int32Array
}

/** The position of what was there before all events, which counts as written then. */
export const BEFORE_ALL = -1

export function zonesOf(history: RegisterHistory): Zones {
  const { length, effect, call, return: returned } = history
  const clusters = length + keyCount(history)
  const firstReturn = new Int32Array(clusters).fill(NEVER_RETURNED).fill(BEFORE_ALL, length)
  const lastCall = new Int32Array(clusters).fill(BEFORE_ALL)
  for (let id = 0; id < length; id++) {
    const cluster = effect[id] === Effect.none ? NO_CLUSTER : clusterOf(history, id)
    if (cluster === NO_CLUSTER) continue
    if (returned[id] < firstReturn[cluster]) firstReturn[cluster] = returned[id]
    if (call[id] > lastCall[cluster]) lastCall[cluster] = call[id]
  }
  return { firstReturn, lastCall }
}

/** Of a read that saw several writes, none of the history, or one that certainly was not done. */
export const NO_CLUSTER = -1

/** The cluster of a read or a write, `NO_CLUSTER` where it has none. */
export function clusterOf(history: RegisterHistory, id: number): number {
  const { length, effect, source, key } = history
  if (effect[id] === Effect.write) return id
  const write = source[id]
  if (write === Source.initial) return length + key[id]
  return isWriteTo(history, write, key[id]) ? write : NO_CLUSTER
}

function isWriteTo({ length, effect, key }: RegisterHistory, id: number, wanted: number): boolean {
  return id >= 0 && id < length && effect[id] === Effect.write && key[id] === wanted
}

export function keyCount({ length, key }: RegisterHistory): number {
  let highest = -1
  for (let id = 0; id < length; id++) if (key[id] > highest) highest = key[id]
  return highest + 1
}
