import type { Micros } from '../core/clock.ts'
import { type EndpointId, EventKind, ROLE_NAMES, type RoleName } from '../trace/event.ts'
import { recoveries } from './caught-up.ts'
import { cutOffChanges } from './cut-off.ts'
import type { RecordedRun } from './recorded-run.ts'
import type { Health, NodeSpan } from './timeline.ts'

/** What a node is at a moment, before it is called by one name. */
interface Condition {
  isDown: boolean
  isPaused: boolean
  isCutOff: boolean
  isRecovering: boolean
  role: RoleName | undefined
  term: number
}

interface Change {
  readonly time: Micros
  readonly node: EndpointId
  readonly what: Partial<Condition>
}

/** The spans of each node, by number of the endpoint; of clients none. */
export function laySpans(recorded: RecordedRun): NodeSpan[][] {
  const lanes = recorded.places.map(() => new SpanBuilder())
  for (const { node, time, what } of changesOf(recorded)) lanes[node].change(time, what)
  return lanes.map((lane, endpoint) =>
    recorded.places[endpoint].kind === 'client' ? [] : lane.finish(recorded.endMicros),
  )
}

/** In order of time. */
function changesOf(recorded: RecordedRun): Change[] {
  const cuts = cutOffChanges(recorded).map(
    ({ time, node, isCutOff }): Change => ({ time, node, what: { isCutOff } }),
  )
  const recovering = recoveries(recorded).flatMap(({ node, from, to }): Change[] => [
    { time: from, node, what: { isRecovering: true } },
    { time: to, node, what: { isRecovering: false } },
  ])
  // Stable: of one moment each source keeps its order.
  return [...traceChanges(recorded), ...cuts, ...recovering].sort((a, b) => a.time - b.time)
}

const { role, crash, restart, pause, resume } = EventKind

function traceChanges({ trace }: RecordedRun): Change[] {
  const changes: Change[] = []
  trace.eachOf([role, crash, restart, pause, resume], ({ kind, node, time, a, b }, index) => {
    const what = whatOf(kind[index], a[index], b[index])
    changes.push({ time: time[index], node: node[index], what })
  })
  return changes
}

function whatOf(kind: number, a: number, b: number): Partial<Condition> {
  switch (kind) {
    case role:
      return { role: ROLE_NAMES[a], term: b }
    case crash:
      return { isDown: true, isPaused: false, role: undefined, term: 0 }
    case restart:
      return { isDown: false }
    default:
      return { isPaused: kind === pause }
  }
}

class SpanBuilder {
  private readonly spans: NodeSpan[] = []
  private readonly now: Condition = {
    isDown: false,
    isPaused: false,
    isCutOff: false,
    isRecovering: false,
    role: undefined,
    term: 0,
  }
  private since: Micros = 0

  change(time: Micros, what: Partial<Condition>): void {
    if (time > this.since) this.close(time)
    Object.assign(this.now, what)
  }

  finish(end: Micros): NodeSpan[] {
    this.close(end)
    return this.spans
  }

  private close(to: Micros): void {
    const { role: taken, term } = this.now
    const span = { from: this.since, to, health: healthOf(this.now), role: taken, term }
    this.since = to
    const before = this.spans.at(-1)
    if (before !== undefined && isAlike(before, span)) {
      this.spans[this.spans.length - 1] = { ...before, to }
    } else this.spans.push(span)
  }
}

function healthOf({ isDown, isPaused, isCutOff, isRecovering }: Condition): Health {
  if (isDown) return 'down'
  if (isPaused) return 'paused'
  if (isCutOff) return 'cut-off'
  return isRecovering ? 'recovering' : 'up'
}

const isAlike = (one: NodeSpan, other: NodeSpan): boolean =>
  one.health === other.health && one.role === other.role && one.term === other.term
