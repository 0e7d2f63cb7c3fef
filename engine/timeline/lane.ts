import type { Micros } from '../core/clock.ts'
import type { EndpointId, RoleName } from '../trace/event.ts'

/** `recovering`: it runs again after a crash and has not caught up yet. `cut-off`: it runs, and a fault keeps it from a majority of the others. */
export type Health = 'up' | 'down' | 'paused' | 'recovering' | 'cut-off'

/** A stretch of time in which a node was one thing. */
export interface NodeSpan {
  readonly from: Micros
  readonly to: Micros
  readonly health: Health
  /** Undefined while it is down, or where it never said. */
  readonly role: RoleName | undefined
  /** Term or epoch; 0 where the model has none. */
  readonly term: number
}

/** A quantity that changes in steps: `values[i]` from `times[i]` on. */
export interface Steps {
  readonly times: Float64Array
  readonly values: Float64Array
}

/** What a lane of a node is made of besides its name. */
export interface LaneParts {
  readonly endpoint: EndpointId
  readonly spans: readonly NodeSpan[]
  readonly log: Steps
  readonly committed: Steps
  readonly stored: Steps
  readonly hints: Steps
}
