import type { Model } from '../model.ts'
import type { SingleLeaderSettings } from './settings.ts'

export function createSingleLeader(settings: SingleLeaderSettings): Model {
  throw new Error(`not built yet: ${settings.replicas}`)
}
