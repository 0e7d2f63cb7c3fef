import type { Micros } from '../../core/clock.ts'
import type { EndpointId, KeyId } from '../../trace/event.ts'
import type { StoredVersion } from '../client.ts'
import type { Dot, SiblingSet, VersionVector } from '../shared/version-vector.ts'

/**
 * One write as a leader took it; immutable, the same object in every log, table and message.
 * Its dot names it: `node` is the origin (see `Store`), `counter` the origin's count of its own writes.
 */
export interface Update extends Dot, StoredVersion {
  readonly key: KeyId
  readonly valueBytes: number
  /** What the write was based on: it replaces the versions whose dots this covers. */
  readonly context: VersionVector
  /** The clock of its leader, for last writer wins. */
  readonly stamp: Micros
}

/** What a replica has of one key. */
export interface KeyState {
  readonly set: SiblingSet<Update>
  /** What a read finds. */
  readonly versions: readonly StoredVersion[]
}

/** An update in the log, from when it is written until it is on disk. */
export interface Written {
  readonly update: Update
  readonly before: KeyState | undefined
  readonly after: KeyState
  /** The client that waits for it, -1 for none. */
  readonly client: EndpointId
}

/** The one that wins: highest stamp, then highest origin, then the later one of that origin. */
export function newestOf(updates: readonly Update[]): Update {
  let newest = updates[0]
  for (let index = 1; index < updates.length; index++) {
    if (isNewer(updates[index], newest)) newest = updates[index]
  }
  return newest
}

function isNewer(a: Update, b: Update): boolean {
  if (a.stamp !== b.stamp) return a.stamp > b.stamp
  return a.node !== b.node ? a.node > b.node : a.counter > b.counter
}
