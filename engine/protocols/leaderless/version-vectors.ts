import { NO_OPERATION } from '../../trace/event.ts'
import type { StoredVersion } from '../client.ts'
import {
  counterOf,
  type Dot,
  EMPTY_VECTOR,
  join,
  NO_SIBLINGS,
  raise,
  type SiblingSet,
  type VersionVector,
  write,
} from '../shared/version-vector.ts'
import type { Held, Reconciliation } from './held.ts'

interface Sibling extends StoredVersion, Dot {
  readonly bytes: number
}

interface SiblingHeld extends Held {
  readonly versions: readonly Sibling[]
  readonly clock: VersionVector
}

/**
 * Concurrent versions stay side by side until a client that has read them writes on top. Dotted version vectors, as in Riak: a
 * write without context is concurrent to everything, since its writer had seen nothing.
 */
export const versionVectors: Reconciliation<SiblingHeld> = {
  coordinatorHoldsKey: true,

  create({ value, valueBytes, operation, context }, { origin }, stamp, current) {
    const set = current === undefined ? NO_SIBLINGS : toSet(current)
    const seen = (context as VersionVector | undefined) ?? EMPTY_VECTOR
    // The node names its writes of a key 1, 2, 3…; it has all of its own on disk before others see them, so no name is used twice.
    const counter = counterOf(set.clock, origin) + 1
    const sibling: Sibling = { value, operation, node: origin, counter, bytes: valueBytes }
    return toHeld(write<Sibling>(set, seen, sibling), stamp)
  },

  join(current, arriving) {
    const joined = join(toSet(current), toSet(arriving))
    if (isSame(joined, current)) return current
    return isSame(joined, arriving)
      ? arriving
      : toHeld(joined, Math.max(current.stamp, arriving.stamp))
  },

  readContext: (held) => held?.clock ?? EMPTY_VECTOR,

  writeContext(held, operation, context) {
    const seen = (context as VersionVector | undefined) ?? EMPTY_VECTOR
    const own = held.versions.find((version) => version.operation === operation)
    return own === undefined ? seen : raise(seen, own.node, own.counter)
  },

  hash({ versions, clock }) {
    let hash = clock.length
    for (const part of clock) hash = Math.imul(hash ^ part, 0x9e3779b1)
    for (const { node, counter } of versions) {
      hash = Math.imul(hash ^ (counter * 31 + node), 0x85ebca6b)
    }
    return hash
  },

  // A version that is missing from the join had been read by the writer of one that is there: superseded, not dropped.
  dropped: () => NO_OPERATION,
}

const toSet = ({ clock, versions }: SiblingHeld): SiblingSet<Sibling> => ({
  clock,
  siblings: versions,
})

const toHeld = ({ clock, siblings }: SiblingSet<Sibling>, stamp: number): SiblingHeld => ({
  versions: siblings,
  clock,
  bytes: siblings.reduce((sum, sibling) => sum + sibling.bytes, 0),
  stamp,
})

function isSame(set: SiblingSet<Sibling>, held: SiblingHeld): boolean {
  return (
    set.clock.length === held.clock.length &&
    set.clock.every((part, index) => part === held.clock[index]) &&
    set.siblings.length === held.versions.length &&
    set.siblings.every((sibling, index) => sibling.operation === held.versions[index].operation)
  )
}
