import { HEADER_BYTES } from '../../network/message.ts'
import type { NodeContext } from '../../node/context.ts'
import { type EndpointId, type KeyId, NO_OPERATION, RepairCause } from '../../trace/event.ts'
import { KEY_BYTES } from '../client.ts'
import { childrenOf, leafOf, MERKLE_DEPTH, MerkleTree } from '../shared/merkle-tree.ts'
import { type Held, noteCarried } from './held.ts'
import { Kind, type LeaderlessMessage, type TreeCompare, type TreeLeaves } from './messages.ts'
import type { Replicas } from './replicas.ts'
import type { LeaderlessSettings } from './settings.ts'

const HASH_BYTES = 4

/**
 * Background repair: every interval a node compares the Merkle tree of what it shares with a random other node, from the root down, and the two
 * exchange the contents of the leaves that differ. Source: "Dynamo", section 4.7.
 */
export class AntiEntropy {
  private readonly context: NodeContext
  private readonly settings: LeaderlessSettings
  private readonly replicas: Replicas
  private readonly trees = new Map<EndpointId, { readonly changes: number; tree: MerkleTree }>()

  constructor(context: NodeContext, settings: LeaderlessSettings, replicas: Replicas) {
    this.context = context
    this.settings = settings
    this.replicas = replicas
  }

  start(): void {
    const interval = this.settings.antiEntropyMicros
    if (interval === undefined || this.context.replicas.length < 2) return
    // The first comparison falls anywhere in the interval, so that nodes which start together do not all compare at once.
    this.context.after(Math.ceil(interval * this.context.random.unit()), () => this.tick(interval))
  }

  receive(from: EndpointId, message: TreeCompare | TreeLeaves): void {
    if (message.kind === Kind.treeCompare) this.compare(from, message)
    else this.exchange(from, message)
  }

  private tick(interval: number): void {
    const others = this.context.replicas.filter((node) => node !== this.context.id)
    const partner = this.context.random.pick(others)
    this.sendHashes(partner, 0, [0])
    this.context.after(interval, () => this.tick(interval))
  }

  /** Goes one level down, on the other side, at the places where the trees differ. */
  private compare(from: EndpointId, { level, places, hashes }: TreeCompare): void {
    const tree = this.treeSharedWith(from)
    const differing = places.filter((place, index) => tree.hash(level, place) !== hashes[index])
    if (differing.length === 0) return
    if (level === MERKLE_DEPTH) this.sendLeaves(from, differing, true)
    else this.sendHashes(from, level + 1, differing.flatMap(childrenOf))
  }

  private exchange(from: EndpointId, { entries, places, wantsReturn }: TreeLeaves): void {
    const { store } = this.replicas
    for (const [key, held] of entries) store.join(key, held)
    if (wantsReturn) this.sendLeaves(from, places, false, new Map(entries))
  }

  private sendHashes(to: EndpointId, level: number, places: readonly number[]): void {
    const tree = this.treeSharedWith(to)
    this.send(to, {
      kind: Kind.treeCompare,
      operation: NO_OPERATION,
      bytes: HEADER_BYTES + places.length * HASH_BYTES,
      level,
      places,
      hashes: places.map((place) => tree.hash(level, place)),
    })
  }

  /** @param known what the receiver is known to hold, and need not be told */
  private sendLeaves(
    to: EndpointId,
    places: readonly number[],
    wantsReturn: boolean,
    known?: ReadonlyMap<KeyId, Held>,
  ): void {
    const wanted = new Set(places)
    const entries = this.sharedWith(to).filter(
      ([key, held]) => wanted.has(leafOf(key)) && known?.get(key) !== held,
    )
    if (entries.length === 0 && !wantsReturn) return
    for (const [key, held] of entries) {
      this.context.trace.repair(to, held.versions[0].operation, key, RepairCause.antiEntropy)
    }
    const contents = entries.reduce((bytes, [, held]) => bytes + KEY_BYTES + held.bytes, 0)
    this.send(to, {
      kind: Kind.treeLeaves,
      operation: NO_OPERATION,
      bytes: HEADER_BYTES + contents,
      places,
      entries,
      wantsReturn,
    })
    for (const [, held] of entries) noteCarried(this.context, held, NO_OPERATION)
  }

  private send(to: EndpointId, message: LeaderlessMessage): void {
    this.context.send(to, message)
  }

  private treeSharedWith(partner: EndpointId): MerkleTree {
    const { changes, reconciliation } = this.replicas.store
    const known = this.trees.get(partner)
    if (known?.changes === changes) return known.tree
    const tree = new MerkleTree(
      this.sharedWith(partner).map(([key, held]) => [key, reconciliation.hash(held)]),
    )
    this.trees.set(partner, { changes, tree })
    return tree
  }

  /** What this node holds of the keys that the partner holds as well. */
  private sharedWith(partner: EndpointId): [KeyId, Held][] {
    const { store, ring } = this.replicas
    const shared: [KeyId, Held][] = []
    for (const key of store.keys()) {
      if (ring.replicasOf(key).includes(partner)) shared.push([key, store.get(key)!])
    }
    return shared
  }
}
