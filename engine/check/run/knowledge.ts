import type { Micros } from '../../core/clock.ts'
import type { EndpointId } from '../../trace/event.ts'
import type { RunFacts } from '../../trace/metrics/facts.ts'
import type { Metrics } from '../../trace/metrics/measure.ts'
import type { HistoryNames, RegisterHistory } from '../register-history.ts'
import type { Verdict } from '../verdict.ts'

/**
 * All that is known of an engine's run that is over: what its clients saw, and what the simulator saw besides.
 *
 * 1. All parts are of one run; `metrics` were computed from `facts`, `registers` from its history.
 */
export interface RunKnowledge {
  /** History, trace, final states of the replicas that run, authorities. */
  readonly facts: RunFacts
  /** The figures of the run: what they say is not computed a second time. */
  readonly metrics: Metrics
  readonly registers: RegisterHistory
  readonly names: KnowledgeNames
  /** The faults that cut connections, by number: what was dropped as `cut` fell to one of them. */
  readonly cuts: readonly number[]
  /** The limit that ended the run before its time; undefined as a rule. */
  readonly endedBy: { readonly limit: string; readonly value: number } | undefined
}

/** What a run calls its parts. */
export interface KnowledgeNames extends HistoryNames {
  /** A node or a client: `n1`, `c2`. */
  endpoint(id: EndpointId): string
  /** A fault of the scenario, as a person reads it: `partition n1 | n2 n3`. */
  fault(number: number): string
}

/** A check that uses the simulator's knowledge. */
export type RunCheck = (knowledge: RunKnowledge) => Verdict

/** When the run was over. */
export const endOf = ({ endMicros, durationMicros }: RunFacts): Micros =>
  endMicros ?? durationMicros
