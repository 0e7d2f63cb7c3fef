import { NO_OPERATION } from '../../trace/event.ts'
import type { DirtyRead } from '../../trace/metrics/dirty-reads.ts'
import type { Proof, Verdict } from '../verdict.ts'
import { counted } from '../words.ts'
import { absenceOf } from './absence.ts'
import type { RunKnowledge } from './knowledge.ts'
import { whyUnjudged } from './unjudged.ts'
import { broken, held, unknown } from './verdicts.ts'
import { tell, writeName } from './words.ts'

const guarantee = 'no dirty reads'

/** Whether every value that was read came to be; what that means exactly stands at `DirtyReads`. */
export function noDirtyReads(knowledge: RunKnowledge): Verdict {
  const { dirtyReads, vacuity } = knowledge.metrics
  if (dirtyReads === undefined) {
    const { sentence, stopped } = whyUnjudged(knowledge)
    return unknown({ guarantee, operations: 0, sentence }, stopped)
  }
  const { reads: operations, count, examples } = dirtyReads
  if (count === 0) {
    const sentence = `None of ${counted(operations, 'read')} returned a write that never came to be.`
    return held({ guarantee, operations, sentence }, vacuity.dirtyReads)
  }
  const sentence = `${count} of ${counted(operations, 'read')} returned a write that never came to be.`
  return broken({ guarantee, operations, sentence }, proofOf(knowledge, examples[0]))
}

function proofOf(knowledge: RunKnowledge, { read, write, why }: DirtyRead): Proof {
  const operations = [write, read].sort((a, b) => a - b)
  const told = [tell(knowledge, write), tell(knowledge, read)]
  if (why === 'failed') {
    const contradiction = `${writeName(knowledge, write)} was certainly not done, and was read all the same.`
    return { operations, steps: [...told, contradiction], missing: [] }
  }
  const missing = [{ write, missedBy: NO_OPERATION }]
  return { operations, steps: [...told, ...absenceOf(knowledge, write)], missing }
}
