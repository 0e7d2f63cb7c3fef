import type { TraceEvent } from '../../../engine/index.ts'
import { positionAt, type Timeline } from '../../../engine/timeline/index.ts'

/** Events that are told of one moment; more are counted. */
const MOST_TOLD = 20

/** How many events of the trace are before a moment. */
const eventsBefore = ({ run }: Timeline, time: number): number =>
  positionAt(run.trace, time - 1) + 1

/** The next moment at which anything happens, or the last one before; undefined where there is none. */
export function nextMoment(
  timeline: Timeline,
  time: number,
  isForward: boolean,
): number | undefined {
  const { trace } = timeline.run
  const at = isForward ? eventsBefore(timeline, time + 1) : eventsBefore(timeline, time) - 1
  return at >= 0 && at < trace.length ? trace.at(at).time : undefined
}

/** What happens at a moment. */
export interface Moment {
  readonly events: readonly TraceEvent[]
  /** Events of the same microsecond that are not among them. */
  readonly more: number
}

export function momentAt(timeline: Timeline, time: number): Moment {
  const { trace } = timeline.run
  const first = eventsBefore(timeline, time)
  const end = eventsBefore(timeline, time + 1)
  const told = Math.min(end - first, MOST_TOLD)
  return {
    events: Array.from({ length: told }, (_, at) => trace.at(first + at)),
    more: end - first - told,
  }
}
