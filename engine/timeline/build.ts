import { layFaults } from './faults.ts'
import type { LaneParts } from './lane.ts'
import { layMarks } from './marks.ts'
import { layMessages } from './messages.ts'
import { layOperations } from './operations.ts'
import { layQuantities } from './quantities.ts'
import type { RecordedPlace, RecordedRun } from './recorded-run.ts'
import { laySpans } from './spans.ts'
import { clockStepsOf } from './steps.ts'
import type { ClientLane, NodeLane, Timeline } from './timeline.ts'

/** Lays a recording out along time. A few passes over the trace, each for one idea. */
export const buildTimeline = (run: RecordedRun): Timeline => ({
  run,
  endMicros: run.endMicros,
  nodes: layNodes(run),
  clients: layClients(run.places),
  operations: layOperations(run),
  messages: layMessages(run.trace),
  faults: layFaults(run),
  marks: layMarks(run.trace),
})

function layNodes(run: RecordedRun): NodeLane[] {
  const lanes = layLanes(run)
  return run.places.flatMap(({ name, kind, region }, endpoint): NodeLane[] => {
    if (kind === 'client') return []
    const clockAhead = clockStepsOf(run, endpoint)
    return [{ ...lanes[endpoint], endpoint, name, kind, region, clockAhead }]
  })
}

/** By number of the endpoint. A recording that was made smaller has them of the whole run. */
function layLanes(run: RecordedRun): Omit<LaneParts, 'endpoint'>[] {
  const spans = laySpans(run)
  const quantities = layQuantities(run)
  return run.places.map((_, endpoint) => {
    const kept = run.thinned?.lanes.find((lane) => lane.endpoint === endpoint)
    return kept ?? { spans: spans[endpoint], ...quantities[endpoint] }
  })
}

function layClients(places: readonly RecordedPlace[]): ClientLane[] {
  const clients = places.flatMap(({ name, kind, region }, endpoint) =>
    kind === 'client' ? [{ endpoint, name, region }] : [],
  )
  return clients.map((client, session) => ({ ...client, session }))
}
