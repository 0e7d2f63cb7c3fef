import type { Micros } from '../core/clock.ts'
import { countUpTo } from '../core/statistics.ts'
import type { EndpointId } from '../trace/event.ts'
import type { RecordedRun } from './recorded-run.ts'
import type { NodeLane, NodeSpan, Steps } from './timeline.ts'

/** The value of a quantity at a moment; 0 before its first step. */
export function valueAt({ times, values }: Steps, time: Micros): number {
  const steps = countUpTo(times, times.length, time)
  return steps === 0 ? 0 : values[steps - 1]
}

/** The value at a moment of a quantity that changes linearly between its steps; 0 before the first, and as the last says after it. */
export function linearAt({ times, values }: Steps, time: Micros): number {
  const steps = countUpTo(times, times.length, time)
  if (steps === 0) return 0
  if (steps === times.length) return values[steps - 1]
  const share = (time - times[steps - 1]) / (times[steps] - times[steps - 1])
  return values[steps - 1] + share * (values[steps] - values[steps - 1])
}

/** What a node is at a moment. */
export function spanAt({ spans }: NodeLane, time: Micros): NodeSpan | undefined {
  let from = 0
  let to = spans.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (spans[middle].from <= time) from = middle + 1
    else to = middle
  }
  return spans[Math.max(0, from - 1)]
}

/** How far a node's wall clock is ahead of true time at a moment. */
export const clockAheadAt = (run: RecordedRun, node: EndpointId, time: Micros): Micros =>
  run.clocks.length === 0 ? 0 : Math.round(linearAt(clockStepsOf(run, node), time))

/** The readings of a node's clock. */
export function clockStepsOf({ clocks }: RecordedRun, node: EndpointId): Steps {
  const readings = clocks.filter((reading) => reading.node === node)
  return {
    times: Float64Array.from(readings, ({ time }) => time),
    values: Float64Array.from(readings, ({ ahead }) => ahead),
  }
}
