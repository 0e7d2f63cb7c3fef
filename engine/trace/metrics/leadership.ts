import type { Micros } from '../../core/clock.ts'
import { type EndpointId, EventKind, RoleCode } from '../event.ts'
import type { TraceEvent } from '../trace.ts'
import { Elections } from './elections.ts'
import type { RunFacts } from './facts.ts'

export interface Election {
  readonly time: Micros
  readonly node: EndpointId
  readonly term: number
}

export interface LeaderWindow {
  readonly from: Micros
  readonly to: Micros
  /** The leaders in it, ascending; none where it is a window without a leader. */
  readonly leaders: readonly EndpointId[]
}

/**
 * Who led when. A node leads from the moment it takes the role of leader until it takes another role, its lease runs out, it crashes or is paused; a
 * paused leader leads again when it resumes, one without a lease when it has it again.
 */
export interface Leadership {
  /** Every time a node became leader, the first time included. */
  readonly elections: readonly Election[]
  /**
   * Windows in which several nodes led, at least one of them in a term above 0. Leaders that all have term 0 lead side by side by design, as in a
   * multi-leader model.
   */
  readonly splitBrain: readonly LeaderWindow[]
  readonly splitBrainMicros: Micros
  /** Windows in which no node led; none at all in a run that never has a leader. */
  readonly leaderless: readonly LeaderWindow[]
  readonly leaderlessMicros: Micros
}

export function leadership(facts: RunFacts): Leadership {
  const { role, crash, pause, resume } = EventKind
  const events = facts.trace.events(role, crash, pause, resume)
  const seen = new Elections()
  const elections = events
    .filter(({ kind, node, a, b }) => kind === role && seen.isElection(node, a, b))
    .map(({ time, node, b }) => ({ time, node, term: b }))
  const { splitBrain, leaderless } = findWindows(events, facts.endMicros ?? facts.durationMicros)
  const withoutLeader = elections.length > 0 ? leaderless : []
  return {
    elections,
    splitBrain,
    splitBrainMicros: totalLength(splitBrain),
    leaderless: withoutLeader,
    leaderlessMicros: totalLength(withoutLeader),
  }
}

const totalLength = (windows: readonly LeaderWindow[]): Micros =>
  windows.reduce((sum, { from, to }) => sum + (to - from), 0)

interface LeaderWindows {
  readonly splitBrain: LeaderWindow[]
  readonly leaderless: LeaderWindow[]
}

function findWindows(events: readonly TraceEvent[], end: Micros): LeaderWindows {
  const windows: LeaderWindows = { splitBrain: [], leaderless: [] }
  const leaders = new Leaders()
  let from = 0
  for (const event of events) {
    if (event.time > from) leaders.addTo(windows, from, event.time)
    from = event.time
    leaders.absorb(event)
  }
  if (end > from) leaders.addTo(windows, from, end)
  return windows
}

/** The nodes that lead at one moment. */
class Leaders {
  private readonly terms = new Map<EndpointId, number>()
  private readonly paused = new Set<EndpointId>()

  absorb({ kind, node, a, b }: TraceEvent): void {
    if (kind === EventKind.pause) this.paused.add(node)
    else this.paused.delete(node)
    if (kind === EventKind.crash) this.terms.delete(node)
    if (kind !== EventKind.role) return
    if (a === RoleCode.leader) this.terms.set(node, b)
    else this.terms.delete(node)
  }

  /** Adds the time between two events to the window that it continues or begins. */
  addTo(windows: LeaderWindows, from: Micros, to: Micros): void {
    const leaders = this.present()
    if (leaders.length === 0) extend(windows.leaderless, { from, to, leaders })
    else if (leaders.length > 1 && this.haveTerms(leaders)) {
      extend(windows.splitBrain, { from, to, leaders })
    }
  }

  private present(): EndpointId[] {
    return [...this.terms.keys()].filter((node) => !this.paused.has(node)).sort((a, b) => a - b)
  }

  private haveTerms(leaders: readonly EndpointId[]): boolean {
    return leaders.some((node) => this.terms.get(node)! > 0)
  }
}

function extend(windows: LeaderWindow[], next: LeaderWindow): void {
  const last = windows.at(-1)
  if (last?.to !== next.from) {
    windows.push(next)
    return
  }
  const leaders = new Set([...last.leaders, ...next.leaders])
  windows[windows.length - 1] = {
    from: last.from,
    to: next.to,
    leaders: [...leaders].sort((a, b) => a - b),
  }
}
