import type { Model } from '../model.ts'
import { PEER_MESSAGE_KINDS } from './messages.ts'
import { MultiLeaderReplica } from './replica.ts'
import { createResolution } from './resolution.ts'
import { createRouter } from './router.ts'
import type { MultiLeaderSettings } from './settings.ts'
import { replicaCount } from './topology.ts'

/**
 * Multi-leader replication: each leader takes writes on its own and sends them to the others afterwards; what was written in two places at
 * once is found by version vectors and resolved on arrival.
 * Sources: Kleppmann, "Designing Data-Intensive Applications" (2017), chapter 5; the propagation dampening by a vector of origins follows
 * Active Directory's up-to-dateness vectors ([MS-ADTS] 3.1.1.1.9).
 */
export function createMultiLeader(settings: MultiLeaderSettings): Model {
  const resolution = createResolution(settings.resolution)
  return {
    name: 'multi-leader',
    replicas: replicaCount(settings),
    messageKinds: PEER_MESSAGE_KINDS,
    createReplica: (context) => new MultiLeaderReplica(context, settings, resolution),
    createRouter: (client) => createRouter(client, settings),
    authorities(replicas) {
      const leaders = replicas.filter(({ state }) => state.role === 'leader')
      return (leaders.length > 0 ? leaders : replicas).map(({ id }) => id)
    },
  }
}
