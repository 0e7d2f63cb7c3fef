import type { Micros } from '../../core/clock.ts'
import type { Operation } from '../history.ts'
import { type ChromeEvent, FIRST_LANE, processOf, threadName } from './chrome-event.ts'
import { Lanes } from './lanes.ts'
import type { Traced } from './traced.ts'

/** The operations of clients that were under way between two times, as complete events; what had no answer by the end is drawn to there. */
export function chromeOperations(run: Traced, from: Micros, end: Micros): ChromeEvent[] {
  const { history, names } = run
  const clients = names.endpoints.flatMap(({ kind }, id) => (kind === 'client' ? [id] : []))
  const lanes = new Map<number, Lanes>()
  const events: ChromeEvent[] = []
  for (let id = 0; id < history.length && history.invoked[id] <= end; id++) {
    if (history.returned[id] < from) continue
    const operation = history.at(id)
    const to = Math.max(operation.invoked, Math.min(operation.returned, end))
    const pid = processOf(clients[operation.session])
    const lane = lanesOf(lanes, pid).take(operation.invoked, to)
    events.push(toEvent(run, operation, to, pid, FIRST_LANE + lane))
  }
  return [...laneNames(lanes), ...events]
}

function lanesOf(lanes: Map<number, Lanes>, pid: number): Lanes {
  const known = lanes.get(pid)
  if (known !== undefined) return known
  const created = new Lanes()
  lanes.set(pid, created)
  return created
}

function toEvent(
  { names }: Traced,
  { id, action, key, value, invoked, outcome, node, sources }: Operation,
  to: Micros,
  pid: number,
  tid: number,
): ChromeEvent {
  const place = node < 0 ? {} : { node: names.endpoint(node) }
  return {
    name: `${action} ${names.key(key)}`,
    ph: 'X',
    pid,
    tid,
    ts: invoked,
    dur: to - invoked,
    cat: `operation,${outcome}`,
    args: { operation: id, value: value ?? null, outcome, ...place, sources },
  }
}

const laneNames = (lanes: ReadonlyMap<number, Lanes>): ChromeEvent[] =>
  [...lanes].flatMap(([pid, { count }]) =>
    Array.from({ length: count }, (_, lane) =>
      threadName(pid, FIRST_LANE + lane, lane === 0 ? 'operations' : `operations ${lane + 1}`),
    ),
  )
