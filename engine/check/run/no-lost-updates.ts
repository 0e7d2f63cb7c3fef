import { NO_OPERATION, type OperationId } from '../../trace/event.ts'
import { type RunFacts, writesOf } from '../../trace/metrics/facts.ts'
import type { LostUpdates, UndoneUpdate } from '../../trace/metrics/lost-updates.ts'
import type { Proof, Verdict } from '../verdict.ts'
import { counted, listText } from '../words.ts'
import { endOf, type RunKnowledge } from './knowledge.ts'
import { whyUnjudged } from './unjudged.ts'
import { broken, held, unknown } from './verdicts.ts'
import { tell, writeName } from './words.ts'

const guarantee = 'no lost updates'

/**
 * Whether no acknowledged read-modify-write was undone by a write that had not seen it. Both ways to see it count: what is held at the end, and two
 * updates that built on the very same write. A limit on the trace leaves the second.
 */
export function noLostUpdates(knowledge: RunKnowledge): Verdict {
  const { lostUpdates, vacuity } = knowledge.metrics
  const { updates: operations, fromFinalState, fromHistory } = lostUpdates
  const found = proofOf(knowledge, lostUpdates)
  if (found !== undefined) {
    const count = Math.max(fromHistory.count, fromFinalState?.count ?? 0)
    const sentence = `At least ${count} of ${counted(operations, 'acknowledged update')} ${count === 1 ? 'was' : 'were'} undone by a write that had not seen ${count === 1 ? 'it' : 'them'}.`
    return broken({ guarantee, operations, sentence }, found)
  }
  if (fromFinalState === undefined) {
    const { sentence, stopped } = whyUnjudged(knowledge)
    return unknown({ guarantee, operations, sentence }, stopped)
  }
  const sentence = `No write undid one of ${counted(operations, 'acknowledged update')} without having seen it.`
  return held({ guarantee, operations, sentence }, vacuity.lostUpdates)
}

function proofOf(
  knowledge: RunKnowledge,
  { fromHistory, fromFinalState }: LostUpdates,
): Proof | undefined {
  const [pair] = fromHistory.examples
  if (pair !== undefined) return proofOfPair(knowledge, pair)
  const lost = fromFinalState?.examples[0]
  return lost === undefined ? undefined : proofOfEnd(knowledge, lost)
}

function proofOfPair(knowledge: RunKnowledge, { lost, other, base }: UndoneUpdate): Proof {
  const operations = ascending([base, lost, other])
  const common = base === NO_OPERATION ? 'an empty key' : writeName(knowledge, base)
  return {
    operations,
    steps: [
      ...operations.map((id) => tell(knowledge, id)),
      `Both updates built on ${common}, so neither had seen the other, and nobody ever saw them side by side: one undid the other.`,
    ],
    missing: [{ write: Math.min(lost, other), missedBy: Math.max(lost, other) }],
  }
}

/** The update is in nothing that is held in the end. */
function proofOfEnd(knowledge: RunKnowledge, lost: OperationId): Proof {
  const { facts, names } = knowledge
  const final = finalWrites(facts, facts.history.key[lost])
  const chain = ancestry(facts, final)
  const values = final.map((write) => writeName(knowledge, write))
  const heldText = values.length === 0 ? 'nothing of the key' : listText(values)
  const base = chain.length > 1 ? `, which ${chain.length - 1} writes in turn had built on` : ''
  return {
    operations: ascending([lost, ...final]),
    steps: [
      ...ascending([lost, ...final]).map((id) => tell(knowledge, id)),
      `At ${names.time(endOf(facts))} the replicas whose state counts held ${heldText}${base}: ${writeName(knowledge, lost)} is not among what this goes back to.`,
    ],
    missing: [{ write: lost, missedBy: NO_OPERATION }],
  }
}

function finalWrites({ live, authorities }: RunFacts, key: number): OperationId[] {
  const counting = live.filter(({ id }) => authorities.includes(id))
  return [...new Set(counting.flatMap(({ state }) => state.versions(key).flatMap(writesOf)))]
}

/** The writes that some writes go back to, themselves included. */
function ancestry({ history }: RunFacts, writes: readonly OperationId[]): OperationId[] {
  const reached = new Set<OperationId>()
  const waiting = [...writes]
  for (let write = waiting.pop(); write !== undefined; write = waiting.pop()) {
    if (write < 0 || reached.has(write)) continue
    reached.add(write)
    if (history.isBased(write)) waiting.push(...history.sources(write))
  }
  return [...reached]
}

const ascending = (operations: readonly OperationId[]): OperationId[] =>
  [...new Set(operations)].filter((id) => id >= 0).sort((a, b) => a - b)
