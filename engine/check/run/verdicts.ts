import { countUpTo } from '../../core/statistics.ts'
import type { RunFacts } from '../../trace/metrics/facts.ts'
import type { Guarantee, Proof, Stopped, Verdict } from '../verdict.ts'

/** What one check of a run finds, put as verdicts. */
export interface Finding {
  readonly guarantee: Guarantee
  readonly sentence: string
  readonly operations: number
}

export const held = (finding: Finding, vacuous: string | undefined): Verdict => ({
  ...finding,
  standing: 'held',
  ...(vacuous === undefined ? {} : { vacuous }),
})

export const broken = (finding: Finding, proof: Proof): Verdict => ({
  ...finding,
  standing: 'broken',
  proof,
})

export const unknown = (finding: Finding, stopped: Stopped): Verdict => ({
  ...finding,
  standing: 'unknown',
  stopped,
})

/** How far a trace goes that `traceEvents` cut short; undefined for a whole one. */
export function cutShort({ trace, history }: RunFacts): Stopped | undefined {
  if (trace.dropped === 0) return undefined
  const last = trace.length === 0 ? -1 : trace.at(trace.length - 1).time
  return {
    limit: 'traceEvents',
    value: trace.length,
    ordered: countUpTo(history.invoked, history.length, last),
    of: history.length,
  }
}

/** In place of a sentence on what was found. */
export const cutShortSentence = ({ value, ordered, of }: Stopped): string =>
  `The trace ends after ${value} events, when ${ordered} of ${of} operations had begun, so nobody can say.`
