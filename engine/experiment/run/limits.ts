import type { Trace } from '../../trace/trace.ts'
import type { EndedBy, World } from '../world.ts'

/** A limit that a run came to. */
export interface ReachedLimit {
  readonly name: EndedBy['limit'] | 'traceEvents'
  readonly limit: number
  /** One sentence for a person: what was left out. */
  readonly message: string
}

export function reachedLimits(world: World, trace: Trace): ReachedLimit[] {
  const { traceEvents } = world.scenario.limits
  const { endedBy } = world
  const reached: ReachedLimit[] = []
  if (endedBy !== undefined) {
    const message = `The run ended early, at the limit of ${limitText(endedBy)}.`
    reached.push({ name: endedBy.limit, limit: endedBy.value, message })
  }
  if (trace.dropped > 0) {
    const message = `The trace keeps the first ${traceEvents} events (limits.traceEvents); ${trace.dropped} later ones were counted, not kept.`
    reached.push({ name: 'traceEvents', limit: traceEvents, message })
  }
  return reached
}

/** How much a limit allows: `500 events (limits.events)`. */
export const limitText = ({ limit, value }: EndedBy): string =>
  limit === 'events'
    ? `${value} events (limits.events)`
    : `${value} events that wait at once (messages on their way, timers, operations to come)`
