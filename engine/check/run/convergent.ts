import { NO_OPERATION } from '../../trace/event.ts'
import type { DivergentKey } from '../../trace/metrics/divergence.ts'
import type { Proof, Verdict } from '../verdict.ts'
import { counted, listText } from '../words.ts'
import { endOf, type RunKnowledge } from './knowledge.ts'
import { whyTooEarly, whyUnsettled } from './unsettled.ts'
import { broken, held, unknown } from './verdicts.ts'
import { tell, writeName } from './words.ts'

const guarantee = 'convergent'

/**
 * Whether all replicas of each key hold the same when the run is over.
 *
 * The guarantee speaks of replicas that have heard of everything: nothing can be said of a run that ended while a fault held, a replica was down, or a write was on
 * its way, or in which replicas differ that had changed less than a second before. What is held is read from the replicas themselves.
 */
export function convergent(knowledge: RunKnowledge): Verdict {
  const { facts, metrics } = knowledge
  const { keys, count, examples } = metrics.divergence
  const operations = facts.history.length
  const unsettled = whyUnsettled(knowledge) ?? (count > 0 ? whyTooEarly(knowledge) : undefined)
  if (unsettled !== undefined) {
    const { sentence, stopped } = unsettled
    return unknown({ guarantee, operations, sentence }, stopped)
  }
  if (count === 0) {
    const sentence = `When the run was over, all replicas held the same of ${counted(keys, 'key')}.`
    return held({ guarantee, operations, sentence }, metrics.vacuity.divergence)
  }
  const sentence = `When the run was over, replicas differed on ${count} of ${counted(keys, 'key')}.`
  return broken({ guarantee, operations, sentence }, proofOf(knowledge, examples[0]))
}

function proofOf(knowledge: RunKnowledge, { key, held }: DivergentKey): Proof {
  const { facts, names } = knowledge
  const operations = differingWrites(held)
  const end = names.time(endOf(facts))
  return {
    operations,
    steps: [
      ...operations.map((write) => tell(knowledge, write)),
      ...held.map(({ node, writes }) => {
        const values = writes.map((write) => writeName(knowledge, write))
        const what = values.length === 0 ? `nothing of ${names.key(key)}` : listText(values)
        return `At ${end} ${names.endpoint(node)} held ${what}.`
      }),
      'No fault held then, and no write was on its way.',
    ],
    missing: operations.map((write) => ({ write, missedBy: NO_OPERATION })),
  }
}

/** The writes that some replicas hold and others do not, ascending. */
function differingWrites(held: DivergentKey['held']): number[] {
  const all = new Set(held.flatMap(({ writes }) => writes))
  return [...all]
    .filter((write) => write >= 0 && !held.every(({ writes }) => writes.includes(write)))
    .sort((a, b) => a - b)
}
