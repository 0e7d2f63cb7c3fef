import { type EndpointId, type KeyId, NO_ENDPOINT } from '../../trace/event.ts'
import { Action } from '../../trace/history.ts'
import type { ClientReply, ReadLevel, WriteLevel } from '../client.ts'
import { byDistance, type ReadPolicy, type Router, type RouterContext } from '../model.ts'

/** How many reads a replica is spared after it did not answer or refused. */
const SPARED_READS = 16

/**
 * A client's view of a single-leader cluster: writes, and reads that only the leader may serve, go to whom it takes for it, other reads by policy.
 *
 * It begins with replica 0, follows redirects, and after silence or a refusal tries the next replica in turn.
 */
export class SingleLeaderRouter implements Router {
  private readonly client: RouterContext
  private readonly reads: ReadPolicy
  private readonly nearest: readonly EndpointId[]
  private leader: EndpointId
  /** A replica that did not serve its last request. */
  private spared: EndpointId = NO_ENDPOINT
  private sparedReads = 0

  constructor(client: RouterContext, reads: ReadPolicy) {
    this.client = client
    this.reads = reads
    this.nearest = byDistance(client)
    this.leader = client.replicas[0]
  }

  choose(
    action: Action,
    _key: KeyId,
    _attempt: number,
    level: ReadLevel | WriteLevel | undefined,
  ): EndpointId {
    if (action === Action.write || this.reads === 'leader') return this.leader
    if (level === 'linearizable') return this.leader
    if (this.spared >= 0 && --this.sparedReads < 0) this.spared = NO_ENDPOINT
    if (this.reads === 'nearest')
      return this.nearest.find((id) => id !== this.spared) ?? this.leader
    return this.pick(this.reads === 'followers' ? this.leader : NO_ENDPOINT)
  }

  learn(from: EndpointId, reply: ClientReply | undefined): void {
    if (reply?.status === 'ok') {
      if (from === this.spared) this.spared = NO_ENDPOINT
      return
    }
    if (reply?.status === 'redirect' && reply.leader >= 0) {
      this.leader = reply.leader
      return
    }
    this.spared = from
    this.sparedReads = SPARED_READS
    if (from === this.leader) this.leader = this.after(from)
  }

  /** A random replica, but one; and not the spared one if there is another. Takes one draw. */
  private pick(except: EndpointId): EndpointId {
    const { replicas, random } = this.client
    const draw = random.unit()
    const nth = (candidates: readonly EndpointId[]) =>
      candidates[Math.floor(draw * candidates.length)]
    const allowed = replicas.filter((id) => id !== except)
    return nth(allowed.filter((id) => id !== this.spared)) ?? nth(allowed) ?? this.leader
  }

  private after(replica: EndpointId): EndpointId {
    const { replicas } = this.client
    return replicas[(replicas.indexOf(replica) + 1) % replicas.length]
  }
}
