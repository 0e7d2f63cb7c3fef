import type { EndpointId, KeyId } from '../../trace/event.ts'
import type { Hints } from './hints.ts'
import type { Ring } from './ring.ts'
import type { Store } from './store.ts'
import type { Suspicion } from './suspicion.ts'

/** What a node knows of the replicas, its own contents included: shared by the parts of one node. */
export class Replicas {
  readonly store: Store
  readonly hints: Hints
  readonly suspicion: Suspicion
  readonly ring: Ring

  constructor(store: Store, hints: Hints, suspicion: Suspicion, ring: Ring) {
    this.store = store
    this.hints = hints
    this.suspicion = suspicion
    this.ring = ring
  }

  of(key: KeyId): readonly EndpointId[] {
    return this.ring.replicasOf(key)
  }

  /** The nodes outside the key's replicas that are not suspected, in the order in which they stand in; a new array. */
  standIns(key: KeyId): EndpointId[] {
    return this.ring.othersOf(key).filter((node) => !this.suspicion.isSuspect(node))
  }
}
