import type { DirtyRead } from '../../trace/metrics/dirty-reads.ts'
import type { Verdict } from '../verdict.ts'
import { absenceOf } from './absence.ts'
import type { RunKnowledge } from './knowledge.ts'
import { whyUnjudged } from './unjudged.ts'
import { broken, held, unknown } from './verdicts.ts'
import { counted, tell, writeName } from './words.ts'

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

function proofOf(knowledge: RunKnowledge, { read, write, why }: DirtyRead) {
  const steps = [tell(knowledge, write), tell(knowledge, read)]
  if (why === 'gone') steps.push(...absenceOf(knowledge, write))
  else steps.push(`${writeName(knowledge, write)} was not to be, and was read all the same.`)
  return { operations: [write, read].sort((a, b) => a - b), steps }
}
