import type { Micros } from '../core/clock.ts'
import { type EndpointId, EventKind } from '../trace/event.ts'
import { replicasOf } from './knowledge.ts'
import type { RecordedRun } from './recorded-run.ts'

/** From a moment on a node is, or is not any more, kept from a majority of the other replicas. */
export interface CutOffChange {
  readonly time: Micros
  readonly node: EndpointId
  readonly isCutOff: boolean
}

/** When faults kept nodes from a majority of the others; a connection that is cut one way counts as cut. */
export function cutOffChanges(recorded: RecordedRun): CutOffChange[] {
  const { trace, faults, places } = recorded
  if (faults.every(({ cuts }) => cuts.length === 0)) return []
  const replicas = replicasOf(recorded)
  const nodes = [...places.keys()].filter((id) => places[id].kind !== 'client')
  const holding = new Set<number>()
  const cutOff = new Set<EndpointId>()
  const changes: CutOffChange[] = []
  const look = (time: Micros) => {
    const isCut = cutMatrix(recorded, holding)
    for (const node of nodes) {
      const others = replicas.filter((replica) => replica !== node)
      const cut = others.filter((other) => isCut(node, other) || isCut(other, node))
      const isCutOff = 2 * cut.length > others.length
      if (isCutOff === cutOff.has(node)) continue
      changes.push({ time, node, isCutOff })
      if (isCutOff) cutOff.add(node)
      else cutOff.delete(node)
    }
  }
  trace.eachOf([EventKind.fault], ({ time, a, b }, index) => {
    const fault = a[index]
    if ((faults[fault]?.cuts.length ?? 0) === 0) return
    if (b[index] === 0) holding.add(fault)
    else holding.delete(fault)
    look(time[index])
  })
  return changes
}

function cutMatrix({ faults, places }: RecordedRun, holding: ReadonlySet<number>) {
  const cut = new Set<number>()
  for (const fault of holding) {
    for (const [from, to] of faults[fault].cuts) cut.add(from * places.length + to)
  }
  return (from: EndpointId, to: EndpointId) => cut.has(from * places.length + to)
}
