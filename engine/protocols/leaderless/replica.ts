import type { AnyMessage } from '../../network/message.ts'
import type { NodeContext } from '../../node/context.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { ClientRequest, WriteRequest } from '../client.ts'
import { writeReply } from '../client.ts'
import type { Replica, ReplicaState } from '../model.ts'
import { AntiEntropy } from './anti-entropy.ts'
import { Heartbeats } from './heartbeats.ts'
import type { Held, Reconciliation, Writer } from './held.ts'
import { Hints } from './hints.ts'
import {
  type Fetch,
  fetchReply,
  type Handoff,
  handoffAck,
  Kind,
  type LeaderlessMessage,
  type Replicate,
  replicateAck,
  type StoreHint,
} from './messages.ts'
import { Reads } from './reads.ts'
import { Replicas } from './replicas.ts'
import type { Ring } from './ring.ts'
import type { LeaderlessSettings } from './settings.ts'
import { Store } from './store.ts'
import { Suspicion } from './suspicion.ts'
import { Writes } from './writes.ts'

/** A node of a leaderless cluster: holds its share of the keys, and coordinates what clients ask of it. */
export class LeaderlessReplica implements Replica {
  private readonly context: NodeContext
  private readonly reconciliation: Reconciliation<Held>
  private readonly store: Store
  private readonly hints: Hints
  private readonly suspicion = new Suspicion()
  private readonly replicas: Replicas
  private readonly writes: Writes
  private readonly reads: Reads
  private readonly antiEntropy: AntiEntropy
  private readonly heartbeats: Heartbeats | undefined
  private readonly writer: Writer
  private lastStamp = 0

  constructor(
    context: NodeContext,
    settings: LeaderlessSettings,
    reconciliation: Reconciliation<Held>,
    ring: Ring,
  ) {
    this.context = context
    this.writer = { coordinator: context.id, origin: originOf(context) }
    this.reconciliation = reconciliation
    this.store = new Store(context, reconciliation)
    this.hints = new Hints(context, settings, reconciliation)
    this.replicas = new Replicas(this.store, this.hints, this.suspicion, ring)
    this.writes = new Writes(context, settings, this.replicas)
    this.reads = new Reads(context, settings, this.replicas)
    this.antiEntropy = new AntiEntropy(context, settings, this.replicas)
    if (settings.heartbeats !== undefined) {
      this.heartbeats = new Heartbeats(context, settings.heartbeats, this.suspicion)
    }
  }

  start(): void {
    this.context.trace.role('replica', 0)
    this.hints.start()
    this.antiEntropy.start()
    this.heartbeats?.start()
  }

  receive(from: EndpointId, message: AnyMessage): void {
    this.suspicion.heardFrom(from)
    if (typeof message.kind === 'string') this.serve(from, message as ClientRequest)
    else this.receiveOwn(from, message as LeaderlessMessage)
  }

  private serve(client: EndpointId, request: ClientRequest): void {
    if (request.kind === 'read') this.reads.begin(client, request)
    else this.write(client, request)
  }

  private receiveOwn(from: EndpointId, message: LeaderlessMessage): void {
    if (needsRoom(message) && this.context.disk.isFull) return
    switch (message.kind) {
      case Kind.replicate:
        this.store.join(message.key, message.held)
        this.acknowledge(from, message, this.context.id)
        break
      case Kind.storeHint:
        this.hints.add(message.replica, message.key, message.held)
        this.acknowledge(from, message, message.replica)
        break
      case Kind.replicateAck:
        this.writes.acknowledge(message.request, message.replica)
        break
      case Kind.fetch:
        this.answerFetch(from, message)
        break
      case Kind.fetchReply:
        this.reads.collect(message.request, message.replica, message.held)
        break
      case Kind.repair:
        this.store.join(message.key, message.held)
        break
      case Kind.handoff:
        this.takeOver(from, message)
        break
      case Kind.handoffAck:
        this.hints.delivered(from, message.key, message.held)
        break
      case Kind.treeCompare:
      case Kind.treeLeaves:
        this.antiEntropy.receive(from, message)
        break
      case Kind.heartbeat:
        this.heartbeats?.heard(from)
        break
    }
  }

  inspect(): ReplicaState {
    const { store } = this
    return {
      role: 'replica',
      term: 0,
      keys: () => store.keys(),
      versions: (key) => store.get(key)?.versions ?? [],
      details: { hints: this.hints.count, suspects: this.suspicion.count },
    }
  }

  private write(client: EndpointId, request: WriteRequest): void {
    const { key } = request
    if (!this.reconciliation.coordinatorHoldsKey) {
      this.writes.begin(client, request, this.createVersion(request), false)
      return
    }
    const holders = this.replicas.of(key)
    if (!holders.includes(this.context.id)) {
      this.context.send(client, writeReply(request.operation, 'redirect', holders[0]))
      return
    }
    if (this.context.disk.isFull) {
      this.context.send(client, writeReply(request.operation, 'refused'))
      return
    }
    // Its own counter names the write, so it must be on disk before anyone else sees it: a crash must not let the name be used again.
    const held = this.createVersion(request)
    this.store.join(key, held)
    this.context.disk.sync(() => this.writes.begin(client, request, held, true))
  }

  private createVersion(request: WriteRequest): Held {
    const current = this.store.get(request.key)
    return this.reconciliation.create(request, this.writer, this.nextStamp(), current)
  }

  /** The node's clock, or one more than the last stamp where the clock has not moved on. */
  private nextStamp(): number {
    this.lastStamp = Math.max(this.context.clock(), this.lastStamp + 1)
    return this.lastStamp
  }

  /** Once it is on disk. */
  private acknowledge(
    coordinator: EndpointId,
    { operation, key, request }: Replicate | StoreHint,
    replica: EndpointId,
  ): void {
    this.context.disk.syncAndSend(coordinator, replicateAck(operation, key, replica, request))
  }

  private answerFetch(coordinator: EndpointId, { operation, key, replica, request }: Fetch): void {
    const isStandIn = replica >= 0
    const held = isStandIn ? this.hints.get(key) : this.store.get(key)
    const answering = isStandIn ? replica : this.context.id
    this.context.send(coordinator, fetchReply(operation, key, held, answering, request))
  }

  private takeOver(keeper: EndpointId, { operation, key, held }: Handoff): void {
    this.store.join(key, held)
    this.context.disk.syncAndSend(keeper, handoffAck(operation, key, held))
  }
}

/** What a node without room must not acknowledge: it is as good as lost. */
const needsRoom = ({ kind }: LeaderlessMessage): boolean =>
  kind === Kind.replicate || kind === Kind.storeHint || kind === Kind.handoff

/** The node's own number on its first disk; after a wipe another one. */
const originOf = ({ disk, id, replicas }: NodeContext): number =>
  disk.incarnation * replicas.length + id
