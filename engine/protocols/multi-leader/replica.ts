import type { Message } from '../../network/message.ts'
import type { NodeContext } from '../../node/context.ts'
import { DurableTable } from '../../node/durable.ts'
import { type EndpointId, NO_ENDPOINT } from '../../trace/event.ts'
import {
  type ClientRequest,
  type ReadRequest,
  readReply,
  type WriteRequest,
  writeReply,
  writtenReply,
} from '../client.ts'
import type { Replica, ReplicaState } from '../model.ts'
import { EMPTY_VECTOR, formatVector } from '../shared/version-vector.ts'
import { ApplyQueue } from './apply-queue.ts'
import { Inbound } from './inbound.ts'
import { type Changes, NO_POSITION, type PeerMessage, type Position } from './messages.ts'
import { Outbound } from './outbound.ts'
import type { Resolution } from './resolution.ts'
import type { MultiLeaderSettings } from './settings.ts'
import { originName, Store } from './store.ts'
import { carries, downstreamsOf, isLeader, leaderOf, upstreamsOf } from './topology.ts'
import type { Written } from './update.ts'

/** A sync that was asked for: what it covers, and the neighbour whose changes it covers, -1 for a client's write. */
interface PendingSync {
  readonly length: number
  readonly peer: EndpointId
  readonly position: Position
}

/**
 * A leader or a follower: takes updates from clients or neighbours, makes them durable, then shows, answers, acknowledges and passes on.
 *
 * Invariant: `syncs` holds the syncs asked for and not done, oldest first; the disk calls back in that order.
 */
export class MultiLeaderReplica implements Replica {
  private readonly context: NodeContext
  private readonly settings: MultiLeaderSettings
  private readonly store: Store
  private readonly inbounds: (Inbound | undefined)[] = []
  private readonly outbounds: (Outbound | undefined)[] = []
  private readonly downstreams: readonly Outbound[]
  private readonly syncs: PendingSync[] = []
  private readonly isLeader: boolean
  private readonly applyQueue: ApplyQueue | undefined

  constructor(context: NodeContext, settings: MultiLeaderSettings, resolution: Resolution) {
    this.context = context
    this.settings = settings
    this.isLeader = isLeader(settings, context.id)
    this.store = new Store(context, settings, resolution)
    const { applyTime } = settings
    if (applyTime !== undefined) this.applyQueue = new ApplyQueue(context, applyTime)
    this.connectUpstreams()
    this.downstreams = downstreamsOf(settings, context.id).map((peer) => this.createOutbound(peer))
    for (const outbound of this.downstreams) this.outbounds[outbound.peer] = outbound
  }

  /** At time zero nobody has missed anything; whoever starts later asks its neighbours. */
  start(): void {
    this.context.trace.role(this.isLeader ? 'leader' : 'follower', 0)
    if (this.isFirstStart()) return
    for (const inbound of this.inbounds) inbound?.resume()
    for (const outbound of this.downstreams) outbound.announce()
  }

  receive(from: EndpointId, message: Message): void {
    const request = message as ClientRequest | PeerMessage
    switch (request.kind) {
      case 'read':
        this.read(from, request)
        return
      case 'write':
        this.write(from, request)
        return
      case 'changes':
        if (this.applyQueue === undefined) this.takeChanges(from, request)
        else this.applyQueue.add(from, request, () => this.takeChanges(from, request))
        break
      case 'changes-ack':
        this.outbounds[from]!.acknowledge(request)
        break
      case 'resume':
        this.outbounds[from]!.resume(request)
        break
      case 'announce':
        this.inbounds[from]!.resume()
        break
    }
    this.outbounds[from]?.heard()
  }

  inspect(): ReplicaState {
    const { store } = this
    return {
      role: this.isLeader ? 'leader' : 'follower',
      term: 0,
      log: { length: store.log.length, committed: store.length },
      keys: () => store.keys(),
      versions: (key) => store.read(key)?.versions ?? [],
      details: {
        vector: formatVector(store.vector(), originName(this.settings.leaders)),
        queued: this.downstreams.map((outbound) => ({
          to: outbound.peer,
          updates: outbound.queued(),
        })),
      },
    }
  }

  /** Without room for them they are as good as lost: the neighbour will send them again. */
  private takeChanges(from: EndpointId, changes: Changes): void {
    if (!this.context.disk.isFull) this.inbounds[from]!.receive(changes)
  }

  private read(client: EndpointId, { operation, key }: ReadRequest): void {
    const state = this.store.read(key)
    const reply =
      state === undefined
        ? readReply(operation, [], EMPTY_VECTOR, 0)
        : readReply(operation, state.versions, state.set.clock, state.set.siblings[0].valueBytes)
    this.context.send(client, reply)
  }

  private write(client: EndpointId, request: WriteRequest): void {
    if (!this.isLeader) this.redirect(client, request)
    else if (this.context.disk.isFull) {
      this.context.send(client, writeReply(request.operation, 'refused'))
    } else {
      this.store.create(request, client)
      this.sync(NO_ENDPOINT, NO_POSITION)
    }
  }

  private redirect(client: EndpointId, { operation }: ClientRequest): void {
    const leader = leaderOf(this.settings, this.context.id)
    this.context.send(client, writeReply(operation, 'redirect', leader))
  }

  private sync(peer: EndpointId, position: Position): void {
    this.syncs.push({ length: this.store.log.length, peer, position })
    this.context.disk.sync(this.onSynced)
  }

  /** Shown and answered first, then acknowledged, then passed on. */
  private readonly onSynced = (): void => {
    const { length, peer, position } = this.syncs.shift()!
    this.store.show(length, this.onShown)
    if (peer !== NO_ENDPOINT) this.inbounds[peer]!.synced(position)
    for (const outbound of this.downstreams) outbound.pump()
  }

  private readonly onShown = ({ client, update, after }: Written): void => {
    if (client === NO_ENDPOINT) return
    this.context.send(client, writtenReply(update.operation, after.set.clock))
  }

  private connectUpstreams(): void {
    const { context, settings, store } = this
    const { disk } = context
    const positions = disk.open('positions', () => new DurableTable<Position>(disk, () => {}))
    const isFirstDisk = store.incarnation === 0
    const initial: Position = isFirstDisk ? { ...NO_POSITION, log: 0 } : NO_POSITION
    const accept = (changes: Changes): void => {
      for (const update of changes.updates) store.take(update)
    }
    for (const peer of upstreamsOf(settings, context.id)) {
      const inbound: Inbound = new Inbound({
        context,
        settings,
        peer,
        ownLog: store.incarnation,
        positions,
        initial,
        accept,
        sync: () => this.sync(peer, inbound.position),
      })
      this.inbounds[peer] = inbound
    }
  }

  private createOutbound(peer: EndpointId): Outbound {
    const { context, settings, store } = this
    return new Outbound(
      {
        context,
        settings,
        store,
        peer,
        carries: (origin) => carries(settings, context.id, peer, origin),
      },
      this.isFirstStart(),
    )
  }

  private isFirstStart(): boolean {
    return this.context.isFirstStart
  }
}
