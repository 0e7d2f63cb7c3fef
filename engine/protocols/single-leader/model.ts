import type { EndpointId } from '../../trace/event.ts'
import { isLeading, type LiveReplica, type Model } from '../model.ts'
import { Controller } from './controller.ts'
import { SINGLE_LEADER_MESSAGE_KINDS } from './messages.ts'
import { SingleLeaderReplica } from './replica.ts'
import { SingleLeaderRouter } from './router.ts'
import type { SingleLeaderSettings } from './settings.ts'

/**
 * The single-leader model: one replica orders all writes in a log, the others follow it.
 *
 * Replication, reads and failover are chosen by the settings: from asynchronous log shipping with promotion by hand to Raft.
 */
export function createSingleLeader(settings: SingleLeaderSettings): Model {
  const { failover } = settings
  return {
    name: 'single-leader',
    replicas: settings.replicas,
    messageKinds: SINGLE_LEADER_MESSAGE_KINDS,
    createReplica: (context) => new SingleLeaderReplica(context, settings),
    createController:
      failover.kind === 'most-up-to-date'
        ? (context) => new Controller(context, settings, failover.detector)
        : undefined,
    createRouter: (client) => new SingleLeaderRouter(client, settings.reads),
    authorities,
  }
}

/** The leader of the highest term; all that are up when there is none, or when half of them have gone on to a higher term, so that it leads nobody. */
function authorities(replicas: readonly LiveReplica[]): EndpointId[] {
  let latest: LiveReplica | undefined
  for (const replica of replicas) {
    if (!isLeading(replica.state.role)) continue
    if (latest === undefined || replica.state.term > latest.state.term) latest = replica
  }
  if (latest === undefined || isDeposed(latest, replicas)) return replicas.map(({ id }) => id)
  return [latest.id]
}

function isDeposed({ state }: LiveReplica, replicas: readonly LiveReplica[]): boolean {
  const beyond = replicas.filter((replica) => replica.state.term > state.term)
  return 2 * beyond.length >= replicas.length
}
