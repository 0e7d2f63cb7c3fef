import type { RunFacts } from '../../trace/metrics/facts.ts'
import type { Trace } from '../../trace/trace.ts'
import type { World } from '../world.ts'

/** What the metrics of a run that is over are computed from. */
export function factsOf(world: World, trace: Trace): RunFacts {
  const { model, warmUpMicros, durationMicros, drainMicros, faults, workload } = world.scenario
  const live = world.liveReplicas()
  const now = world.clock.now
  return {
    history: world.history,
    trace,
    startMicros: warmUpMicros,
    durationMicros: workload === undefined ? now : durationMicros,
    endMicros: workload === undefined ? now : durationMicros + drainMicros,
    replicas: world.replicas.map(({ id }) => id),
    live,
    authorities: model.authorities(live),
    holders: model.holders && ((key) => model.holders!(key)),
    faultLabels: faults.map(({ label }) => label),
  }
}
