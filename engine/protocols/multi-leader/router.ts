import type { EndpointId } from '../../trace/event.ts'
import { Action } from '../../trace/history.ts'
import { byDistance, type ReadPolicy, type Router, type RouterContext } from '../model.ts'
import type { MultiLeaderSettings } from './settings.ts'
import { isLeader } from './topology.ts'

/** A replica that let a request time out is tried again after so many further choices. */
const CHOICES_BEFORE_RETURN = 50

/**
 * A client's driver: writes go to the nearest leader, its home; reads where the policy says. A replica that does not answer in time is passed over
 * for the next nearest, until it answers late or its turn comes again.
 */
export function createRouter(client: RouterContext, settings: MultiLeaderSettings): Router {
  const near = byDistance(client)
  const leaders = byDistance(
    client,
    client.replicas.filter((replica) => isLeader(settings, replica)),
  )
  const readers = readersOf(settings, near, leaders)
  /** By replica: the choice from which on it is asked again. */
  const silentUntil = new Float64Array(client.replicas.length)
  let choices = 0

  const firstHeard = (candidates: readonly EndpointId[], attempt: number): EndpointId => {
    for (const replica of candidates) if (silentUntil[replica] <= choices) return replica
    return candidates[attempt % candidates.length]
  }

  return {
    choose(action, _key, attempt) {
      choices++
      if (action === Action.write) return firstHeard(leaders, attempt)
      if (settings.reads !== 'any') return firstHeard(readers, attempt)
      const first = client.random.below(readers.length)
      if (silentUntil[readers[first]] <= choices) return readers[first]
      return readers[(first + 1) % readers.length]
    },
    learn(from, reply) {
      silentUntil[from] = reply === undefined ? choices + CHOICES_BEFORE_RETURN : 0
    },
  }
}

function readersOf(
  settings: MultiLeaderSettings,
  near: readonly EndpointId[],
  leaders: readonly EndpointId[],
): readonly EndpointId[] {
  const policies: Record<ReadPolicy, () => readonly EndpointId[]> = {
    leader: () => leaders,
    followers: () => near.filter((replica) => !isLeader(settings, replica)),
    nearest: () => near,
    any: () => near,
  }
  const readers = policies[settings.reads]()
  return readers.length > 0 ? readers : leaders
}
