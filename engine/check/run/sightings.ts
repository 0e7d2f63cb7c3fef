import type { Micros } from '../../core/clock.ts'
import {
  CrashKind,
  type EndpointId,
  EventKind,
  HintStep,
  type OperationId,
} from '../../trace/event.ts'
import { NEVER } from '../../trace/metrics/facts.ts'
import type { Trace } from '../../trace/trace.ts'

const KINDS = [
  EventKind.store,
  EventKind.discard,
  EventKind.truncate,
  EventKind.lose,
  EventKind.hint,
  EventKind.crash,
]

interface Sighting {
  readonly time: Micros
  readonly node: EndpointId
  /** Whether the node had the write from then on. */
  readonly has: boolean
}

/** Where one write could be read when, as the trace tells it: in what a node shows of its own state, or in a hint that it keeps. */
export class Sightings {
  private readonly sightings: Sighting[] = []

  constructor(trace: Trace, write: OperationId) {
    trace.eachOf(KINDS, ({ kind, node, operation, time, a }, index) => {
      const isCrash = kind[index] === EventKind.crash
      if (!isCrash && operation[index] !== write) return
      const has = hasAfter(kind[index], a[index])
      if (has !== undefined) this.sightings.push({ time: time[index], node: node[index], has })
    })
  }

  /** When a node first had the write at or after a time; NEVER where it did not. */
  from(node: EndpointId, since: Micros): Micros {
    if (this.has(node, since)) return since
    const next = this.sightings.find(
      (sighting) => sighting.node === node && sighting.has && sighting.time > since,
    )
    return next?.time ?? NEVER
  }

  /** Whether a node had the write once all of a time had happened. */
  has(node: EndpointId, time: Micros): boolean {
    const until = this.sightings.filter(
      (sighting) => sighting.node === node && sighting.time <= time,
    )
    return until.at(-1)?.has ?? false
  }
}

/** Whether a node has the write after an event; undefined where it says nothing. A write that was dropped for another one was taken into account. */
function hasAfter(kind: number, a: number): boolean | undefined {
  switch (kind) {
    case EventKind.store:
    case EventKind.discard:
      return true
    case EventKind.truncate:
    case EventKind.lose:
      return false
    case EventKind.hint:
      return a === HintStep.stored ? true : undefined
    default:
      return a === CrashKind.wipes ? false : undefined
  }
}
