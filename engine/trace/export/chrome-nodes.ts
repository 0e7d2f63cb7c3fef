import type { Micros } from '../../core/clock.ts'
import { type EndpointId, EventKind } from '../event.ts'
import type { TraceEvent } from '../trace.ts'
import { type ChromeEvent, type ChromeThread, processOf, THREADS } from './chrome-event.ts'
import { eventText, roleText } from './event-text.ts'
import { type ExportedSpan, startOf, type Traced } from './traced.ts'

/** Roles, times of being down or paused, and what changed on each node. */
export function chromeNodes(run: Traced, span: ExportedSpan, end: Micros): ChromeEvent[] {
  const nodes = new NodeLines(run)
  // A role taken before the range may hold in it.
  for (let position = 0; position < span.to; position++) {
    const event = run.trace.at(position)
    if (LASTING.includes(event.kind)) nodes.absorb(event)
    else if (position >= span.from && CHANGES.includes(event.kind)) nodes.addChange(event)
  }
  return nodes.finish(startOf(run, span), end)
}

const { role, crash, restart, pause, resume } = EventKind
const LASTING: readonly EventKind[] = [role, crash, restart, pause, resume]

const CHANGES: readonly EventKind[] = [
  EventKind.append,
  EventKind.truncate,
  EventKind.commit,
  EventKind.store,
  EventKind.lose,
  EventKind.discard,
  EventKind.conflict,
  EventKind.siblings,
  EventKind.hint,
  EventKind.repair,
  EventKind.sync,
]

/** What holds on a node from some time on. */
interface Open {
  readonly name: string
  readonly from: Micros
}

class NodeLines {
  private readonly run: Traced
  private readonly events: ChromeEvent[] = []
  private readonly roles = new Map<EndpointId, Open>()
  private readonly conditions = new Map<EndpointId, Open>()

  constructor(run: Traced) {
    this.run = run
  }

  absorb({ kind, node, time, a, b }: TraceEvent): void {
    const { roles, conditions } = this
    if (kind === role) this.turn(roles, THREADS.role, node, time, roleText(a, b))
    if (kind === crash) this.turn(roles, THREADS.role, node, time, undefined)
    if (kind === crash) this.turn(conditions, THREADS.condition, node, time, 'down')
    if (kind === pause) this.turn(conditions, THREADS.condition, node, time, 'paused')
    if (kind === restart || kind === resume) {
      this.turn(conditions, THREADS.condition, node, time, undefined)
    }
  }

  addChange(event: TraceEvent): void {
    const { time, node, operation, key } = event
    this.events.push({
      name: eventText(this.run, event),
      ph: 'i',
      pid: processOf(node),
      tid: THREADS.changes.tid,
      ts: time,
      s: 't',
      cat: 'change',
      ...(operation < 0 ? {} : { args: { operation, key: this.run.names.key(key) } }),
    })
  }

  /** Ends what still holds; leaves out what was over before `start`. */
  finish(start: Micros, end: Micros): ChromeEvent[] {
    for (const [node] of this.roles) this.turn(this.roles, THREADS.role, node, end, undefined)
    for (const [node] of this.conditions) {
      this.turn(this.conditions, THREADS.condition, node, end, undefined)
    }
    return this.events.filter(({ ts, dur = 0 }) => ts + dur >= start)
  }

  /** @param next what holds from now on; undefined for nothing */
  private turn(
    open: Map<EndpointId, Open>,
    { tid, name: cat }: ChromeThread,
    node: EndpointId,
    time: Micros,
    next: string | undefined,
  ): void {
    const before = open.get(node)
    if (before !== undefined) {
      const { name, from: ts } = before
      this.events.push({ name, ph: 'X', pid: processOf(node), tid, ts, dur: time - ts, cat })
    }
    if (next === undefined) open.delete(node)
    else open.set(node, { name: next, from: time })
  }
}
