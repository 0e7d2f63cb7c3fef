import type { Micros } from '../../core/clock.ts'
import type { EventKind } from '../../trace/event.ts'
import type { Trace } from '../../trace/trace.ts'

/** Position of the last event at or before a time; -1 for none. */
export function positionAt(trace: Trace, time: Micros): number {
  let from = 0
  let to = trace.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (trace.at(middle).time <= time) from = middle + 1
    else to = middle
  }
  return from - 1
}

/** Position of the next event after one, of some kinds where they are given; undefined at the end. */
export function positionAfter(
  trace: Trace,
  position: number,
  kinds?: ReadonlySet<EventKind>,
): number | undefined {
  for (let at = position + 1; at < trace.length; at++) {
    if (kinds === undefined || kinds.has(trace.at(at).kind)) return at
  }
  return undefined
}

/** Position of the event before one, of some kinds where they are given; undefined at the beginning. */
export function positionBefore(
  trace: Trace,
  position: number,
  kinds?: ReadonlySet<EventKind>,
): number | undefined {
  for (let at = Math.min(position, trace.length) - 1; at >= 0; at--) {
    if (kinds === undefined || kinds.has(trace.at(at).kind)) return at
  }
  return undefined
}
