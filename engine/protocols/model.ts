import type { Micros } from '../core/clock.ts'
import type { Random } from '../core/random.ts'
import type { NodeContext } from '../node/context.ts'
import type { Process } from '../node/machine.ts'
import type { EndpointId, KeyId, RoleName } from '../trace/event.ts'
import type { Action } from '../trace/history.ts'
import type { ClientReply, ReadLevel, StoredVersion, WriteLevel } from './client.ts'

/**
 * A replication model: how its replicas behave and how its clients find them. The three models, and a user's own, are written on this one interface.
 *
 * A replica is made anew at each start over the node's disk; what it keeps in fields is lost with a crash, what it keeps in durable pieces of
 * `context.disk` is not.
 */
export interface Model {
  /** `single-leader`, `multi-leader`, `leaderless`, or a user's name for it. */
  readonly name: string
  /** How many replicas it runs on. */
  readonly replicas: number
  /** The kinds of messages that its machines send each other; absent where nobody knows them all. */
  readonly messageKinds?: readonly string[]
  createReplica(context: NodeContext): Replica
  /** A process beside the replicas that watches them, such as a failover manager; it is the run's controller. */
  createController?(context: NodeContext): Process
  /** Made once a client. */
  createRouter(client: RouterContext): Router
  /**
   * The replicas whose state counts when the run is over: what none of them holds is lost. For a single leader this is the leader
   * of the highest term; without a leader all that are up.
   */
  authorities(replicas: readonly LiveReplica[]): EndpointId[]
  /** The replicas that are to hold a key; absent where all are. */
  holders?(key: KeyId): readonly EndpointId[]
}

export interface Replica extends Process {
  /** A person makes this replica the leader; absent where the model has no such step. */
  promote?(): void
  /** A view of the state, for inspection; reads only. */
  inspect(): ReplicaState
}

export interface LiveReplica {
  readonly id: EndpointId
  readonly state: ReplicaState
}

/** Whether a replica in this role leads, be it one whose lease has run out. */
export const isLeading = (role: RoleName): boolean => role === 'leader' || role === 'fenced'

export interface ReplicaState {
  readonly role: RoleName
  /** Term or epoch; 0 where the model has none. */
  readonly term: number
  /** Length of the log and how much of it is committed; undefined where the model has no log. */
  readonly log?: { readonly length: number; readonly committed: number }
  /** Keys with at least one version, ascending. */
  keys(): Iterable<KeyId>
  /** What a local read finds: none, one, or siblings. */
  versions(key: KeyId): readonly StoredVersion[]
  /** More for a reader, by name: `hints`, `vector`, `leases`; plain JSON. */
  readonly details: Readonly<Record<string, unknown>>
}

/** What a client knows when it chooses a replica. */
export interface RouterContext {
  /** Number of the client among all clients, from 0. */
  readonly session: number
  readonly replicas: readonly EndpointId[]
  readonly random: Random
  /** Median one-way delay from this client, for choosing the nearest. */
  distance(replica: EndpointId): Micros
}

/** A client's driver: chooses the replica for each attempt and learns from the answers. */
export interface Router {
  /**
   * @param attempt 0 for the first try of an operation
   * @param level what the operation asks for itself, where it does
   */
  choose(action: Action, key: KeyId, attempt: number, level?: ReadLevel | WriteLevel): EndpointId
  /** Told of every answer; `undefined` means that none came in time. */
  learn(from: EndpointId, reply: ClientReply | undefined): void
}

/** Where reads, or requests of any kind, may go. */
export type ReadPolicy = 'leader' | 'followers' | 'nearest' | 'any'

/**
 * The replicas from near to far. Among equally near ones the clients begin at different places, so that they spread.
 * @param candidates all replicas unless told
 */
export function byDistance(
  client: RouterContext,
  candidates: readonly EndpointId[] = client.replicas,
): EndpointId[] {
  const first = client.session % candidates.length
  const rotated = [...candidates.slice(first), ...candidates.slice(0, first)]
  return rotated.sort((a, b) => client.distance(a) - client.distance(b))
}
