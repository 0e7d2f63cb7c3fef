import type { EndpointId, KeyId } from '../../trace/event.ts'

/**
 * Which nodes hold a key: a ring with one token a node. The first N nodes from the place that the key's hash names hold it, the following ones
 * stand in for those that are down (the preference list of "Dynamo", section 4.3).
 */
export class Ring {
  private readonly preferred: readonly (readonly EndpointId[])[]
  private readonly others: readonly (readonly EndpointId[])[]

  /** @param replicas N */
  constructor(nodes: readonly EndpointId[], replicas: number) {
    const orders = nodes.map((_, first) => [...nodes.slice(first), ...nodes.slice(0, first)])
    this.preferred = orders.map((order) => order.slice(0, replicas))
    this.others = orders.map((order) => order.slice(replicas))
  }

  /** The N nodes that hold a key, in order of preference. */
  replicasOf(key: KeyId): readonly EndpointId[] {
    return this.preferred[spread(key) % this.preferred.length]
  }

  /** The other nodes, in the order in which they stand in. */
  othersOf(key: KeyId): readonly EndpointId[] {
    return this.others[spread(key) % this.others.length]
  }
}

/** Scatters neighbouring key numbers over the ring. */
const spread = (key: KeyId): number => {
  const mixed = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 12)) >>> 0
}
