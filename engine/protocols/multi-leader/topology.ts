import type { EndpointId } from '../../trace/event.ts'
import type { MultiLeaderSettings } from './settings.ts'

type Shape = Pick<MultiLeaderSettings, 'leaders' | 'followersPerLeader' | 'topology'>

const HUB: EndpointId = 0

export const replicaCount = ({ leaders, followersPerLeader }: Shape): number =>
  leaders * (1 + followersPerLeader)

export const isLeader = ({ leaders }: Shape, replica: EndpointId): boolean => replica < leaders

/** The leader of a follower; a leader's own is itself. */
export function leaderOf({ leaders, followersPerLeader }: Shape, replica: EndpointId): EndpointId {
  return replica < leaders ? replica : Math.floor((replica - leaders) / followersPerLeader)
}

/** Whom a replica sends changes to: a leader to the leaders next to it and to its followers, a follower to its leader. */
export function downstreamsOf(shape: Shape, replica: EndpointId): EndpointId[] {
  return range(replicaCount(shape)).filter((peer) => feeds(shape, replica, peer))
}

/** From whom a replica receives changes. */
export function upstreamsOf(shape: Shape, replica: EndpointId): EndpointId[] {
  return range(replicaCount(shape)).filter((peer) => feeds(shape, peer, replica))
}

/**
 * Whether a replica sends its downstream `peer` the updates that came to life at leader `origin`. With these rules an update reaches every
 * replica once: all-to-all never passes on, a ring stops before the origin, a star's hub sends nothing back. A follower has nothing to
 * tell its leader, unless the leader lost its disk and asks.
 */
export function carries(
  shape: Shape,
  replica: EndpointId,
  peer: EndpointId,
  origin: EndpointId,
): boolean {
  if (!isLeader(shape, peer)) return true
  if (!isLeader(shape, replica)) return false
  const passesOn = shape.topology === 'ring' || (shape.topology === 'star' && replica === HUB)
  return passesOn ? origin !== peer : origin === replica
}

function feeds(shape: Shape, from: EndpointId, to: EndpointId): boolean {
  if (from === to) return false
  if (!isLeader(shape, from)) return leaderOf(shape, from) === to
  if (!isLeader(shape, to)) return leaderOf(shape, to) === from
  if (shape.topology === 'ring') return to === (from + 1) % shape.leaders
  return shape.topology === 'all-to-all' || from === HUB || to === HUB
}

const range = (length: number): number[] => Array.from({ length }, (_, index) => index)
