import type { Micros } from '../../core/clock.ts'
import { type EndpointId, EventKind, HintStep } from '../../trace/event.ts'
import type { TraceEvent } from '../../trace/trace.ts'
import type { MissingWrite } from '../verdict.ts'
import type { RunKnowledge } from './knowledge.ts'
import type { Moments } from './moments.ts'
import { writeName } from './words.ts'

/** A write that a node kept for a replica which could not be reached, and what became of that. Plain data. */
export interface HintEvidence extends MissingWrite {
  readonly keeper: EndpointId
  /** The replica that it was kept for. */
  readonly target: EndpointId
  readonly since: Micros
  /** When it was handed over, or was lost to its keeper; undefined where it waited to the end. */
  readonly until: Micros | undefined
  readonly end: 'handed over' | 'lost' | 'waiting'
  /** All of this for a person. */
  readonly sentence: string
}

/** The hints of a missing write that were kept before it was needed. */
export function hintsOf(
  knowledge: RunKnowledge,
  missing: MissingWrite,
  moments: Moments,
): HintEvidence[] {
  const { trace } = knowledge.facts
  const events: TraceEvent[] = []
  trace.eachOf([EventKind.hint], ({ operation }, index, position) => {
    if (operation[index] === missing.write) events.push(trace.at(position))
  })
  return events
    .filter(({ a, peer, time }) => a === HintStep.stored && time <= moments.at(peer))
    .map((stored) => toEvidence(knowledge, missing, stored, events))
}

function toEvidence(
  knowledge: RunKnowledge,
  missing: MissingWrite,
  { node: keeper, peer: target, time: since }: TraceEvent,
  events: readonly TraceEvent[],
): HintEvidence {
  const ending = events.find(
    ({ node, peer, time, a }) =>
      node === keeper && peer === target && time >= since && a !== HintStep.stored,
  )
  const end = ending === undefined ? 'waiting' : END_NAMES[ending.a]
  const told = { ...missing, keeper, target, since, until: ending?.time, end }
  return { ...told, sentence: tellHint(knowledge, told) }
}

const END_NAMES: Readonly<Record<number, HintEvidence['end']>> = {
  [HintStep.delivered]: 'handed over',
  [HintStep.dropped]: 'lost',
}

function tellHint(knowledge: RunKnowledge, told: Omit<HintEvidence, 'sentence'>): string {
  const { names } = knowledge
  const { keeper, target, since, write } = told
  const kept = `${names.endpoint(keeper)} kept ${writeName(knowledge, write)} for ${names.endpoint(target)} from ${names.time(since)}`
  return `${kept}, ${endText(knowledge, told)}.`
}

function endText({ names }: RunKnowledge, { end, until = 0 }: Omit<HintEvidence, 'sentence'>) {
  switch (end) {
    case 'handed over':
      return `and knew at ${names.time(until)} that it had arrived`
    case 'lost':
      return `and lost it at ${names.time(until)}`
    case 'waiting':
      return 'and had not heard that it had arrived when the run was over'
  }
}
