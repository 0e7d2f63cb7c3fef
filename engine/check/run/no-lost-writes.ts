import { NO_OPERATION } from '../../trace/event.ts'
import type { Verdict } from '../verdict.ts'
import { counted } from '../words.ts'
import { absenceOf } from './absence.ts'
import type { RunKnowledge } from './knowledge.ts'
import { whyUnjudged } from './unjudged.ts'
import { broken, held, unknown } from './verdicts.ts'
import { tell } from './words.ts'

const guarantee = 'no lost writes'

/** Whether every acknowledged write has left something where it matters; what that means exactly stands at `LostWrites`. */
export function noLostWrites(knowledge: RunKnowledge): Verdict {
  const { lostWrites, vacuity } = knowledge.metrics
  if (lostWrites === undefined) {
    const { sentence, stopped } = whyUnjudged(knowledge)
    return unknown({ guarantee, operations: 0, sentence }, stopped)
  }
  const { acknowledged: operations, count, examples } = lostWrites
  if (count === 0) {
    const sentence = `None of ${counted(operations, 'acknowledged write')} was lost: each is held, or was replaced by a later one.`
    return held({ guarantee, operations, sentence }, vacuity.lostWrites)
  }
  const sentence = `${count} of ${counted(operations, 'acknowledged write')} left no trace where it matters.`
  const [write] = examples
  return broken(
    { guarantee, operations, sentence },
    {
      operations: [write],
      steps: [tell(knowledge, write), ...absenceOf(knowledge, write)],
      missing: [{ write, missedBy: NO_OPERATION }],
    },
  )
}
