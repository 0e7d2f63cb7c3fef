import type { EndpointId, KeyId } from '../../trace/event.ts'
import type { ClientReply } from '../client.ts'
import { byDistance, type Model, type Router, type RouterContext } from '../model.ts'
import type { Held, Reconciliation } from './held.ts'
import { createLastWriterWins } from './last-writer-wins.ts'
import { LEADERLESS_MESSAGE_KINDS } from './messages.ts'
import { LeaderlessReplica } from './replica.ts'
import { Ring } from './ring.ts'
import type { LeaderlessSettings } from './settings.ts'
import { versionVectors } from './version-vectors.ts'

/**
 * Leaderless replication: any node coordinates; a write is done when W of the N replicas have it, a read when R have answered.
 * Source: DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store", SOSP 2007.
 */
export function createLeaderless(settings: LeaderlessSettings): Model {
  const nodes = Array.from({ length: settings.nodes }, (_, node) => node)
  const ring = new Ring(nodes, settings.replicas)
  const reconciliation = reconciliationOf(settings)
  return {
    name: 'leaderless',
    replicas: settings.nodes,
    messageKinds: LEADERLESS_MESSAGE_KINDS,
    createReplica: (context) => new LeaderlessReplica(context, settings, reconciliation, ring),
    createRouter: (client) => createRouter(client, settings, ring),
    authorities: (replicas) => replicas.map(({ id }) => id),
    holders: (key) => ring.replicasOf(key),
  }
}

/** What a store holds was made by its own reconciliation and nothing else, which the types cannot say. */
function reconciliationOf({ versions, requestTimeoutMicros }: LeaderlessSettings) {
  const reconciliation: unknown =
    versions === 'version-vectors' ? versionVectors : createLastWriterWins(requestTimeoutMicros)
  return reconciliation as Reconciliation<Held>
}

/** A node that let a request time out is tried again, by one request, after so many further choices that would have been it. */
const CHOICES_BEFORE_RETURN = 50

/** Spreads requests over coordinators; one that did not answer is passed over on the next attempt. */
function createRouter(client: RouterContext, settings: LeaderlessSettings, ring: Ring): Router {
  const nearest = byDistance(client)
  const isKeyBound = settings.coordinator === 'replica' || settings.versions === 'version-vectors'
  let silent: EndpointId | undefined
  let choicesSinceSilence = 0
  /** Whether it is the silent node's turn to be tried again. */
  const isTurnOfSilent = (): boolean => {
    if (++choicesSinceSilence <= CHOICES_BEFORE_RETURN) return false
    choicesSinceSilence = 0
    return true
  }
  const nearestThatAnswers = (nodes: readonly EndpointId[], attempt: number): EndpointId => {
    if (silent !== undefined && nodes.includes(silent) && isTurnOfSilent()) return silent
    const heard = nearest.filter((node) => node !== silent && nodes.includes(node))
    return heard[Math.max(0, attempt - 1) % heard.length] ?? nodes[0]
  }
  const candidates = (key: KeyId): readonly EndpointId[] => {
    if (isKeyBound) return ring.replicasOf(key)
    return settings.coordinator === 'non-replica' ? ring.othersOf(key) : client.replicas
  }
  return {
    choose(_action, key, attempt) {
      const nodes = candidates(key)
      if (settings.coordinator === 'nearest') return nearestThatAnswers(nodes, attempt)
      const node = client.random.pick(nodes)
      if (node !== silent || nodes.length === 1 || isTurnOfSilent()) return node
      return nodes[(nodes.indexOf(node) + 1) % nodes.length]
    },
    learn(from: EndpointId, reply: ClientReply | undefined) {
      if (reply === undefined) {
        silent = from
        choicesSinceSilence = 0
      } else if (silent === from) silent = undefined
    },
  }
}
