import { MICROS_PER_SECOND } from '../../core/clock.ts'
import { Action, type History, Outcome } from '../history.ts'
import { countedOperations, measuredMicros, type OperationRange, type RunFacts } from './facts.ts'

/** Of the counted operations, how many ended how; `open`: no answer when the run was over. */
export interface OutcomeCounts {
  readonly ok: number
  readonly fail: number
  readonly unknown: number
  readonly open: number
  readonly total: number
}

export interface Throughput {
  /**
   * Operations a second that returned ok within the measured time, whenever they were invoked: what the system got done, not
   * what was asked of it. Undefined when no time was measured.
   */
  readonly readsPerSecond: number | undefined
  readonly writesPerSecond: number | undefined
  readonly operationsPerSecond: number | undefined
  readonly reads: OutcomeCounts
  readonly writes: OutcomeCounts
}

export function throughput(facts: RunFacts): Throughput {
  const range = countedOperations(facts)
  const reads = completions(facts, Action.read)
  const writes = completions(facts, Action.write)
  const perSecond = (count: number) => rate(count, measuredMicros(facts))
  return {
    readsPerSecond: perSecond(reads),
    writesPerSecond: perSecond(writes),
    operationsPerSecond: perSecond(reads + writes),
    reads: outcomeCounts(facts.history, range, Action.read),
    writes: outcomeCounts(facts.history, range, Action.write),
  }
}

const rate = (count: number, micros: number): number | undefined =>
  micros > 0 ? (count * MICROS_PER_SECOND) / micros : undefined

function completions(facts: RunFacts, wanted: Action): number {
  const { action, outcome, returned, length } = facts.history
  const { startMicros = 0, durationMicros } = facts
  let count = 0
  for (let id = 0; id < length; id++) {
    if (action[id] !== wanted || outcome[id] !== Outcome.ok) continue
    if (returned[id] >= startMicros && returned[id] <= durationMicros) count++
  }
  return count
}

export function outcomeCounts(
  history: History,
  { from, to }: OperationRange,
  wanted: Action,
): OutcomeCounts {
  const counts = [0, 0, 0, 0]
  for (let id = from; id < to; id++) {
    if (history.action[id] === wanted) counts[history.outcome[id]]++
  }
  const [ok, fail, unknown, open] = counts
  return { ok, fail, unknown, open, total: ok + fail + unknown + open }
}
