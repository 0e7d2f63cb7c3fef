import type { Trace } from '../../trace/trace.ts'
import type { World } from '../world.ts'

/** A limit that a run came to. */
export interface ReachedLimit {
  readonly name: 'events' | 'traceEvents'
  readonly limit: number
  /** One sentence for a person: what was left out. */
  readonly message: string
}

export function reachedLimits(world: World, trace: Trace): ReachedLimit[] {
  const { events, traceEvents } = world.scenario.limits
  const reached: ReachedLimit[] = []
  if (world.isExhausted) {
    const message = `The run ended early, at the limit of ${events} events (limits.events).`
    reached.push({ name: 'events', limit: events, message })
  }
  if (trace.dropped > 0) {
    const message = `The trace keeps the first ${traceEvents} events (limits.traceEvents); ${trace.dropped} later ones were counted, not kept.`
    reached.push({ name: 'traceEvents', limit: traceEvents, message })
  }
  return reached
}
