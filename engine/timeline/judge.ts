import { linearizableRegisters } from '../check/linearizable/registers.ts'
import { type Evidence, evidenceOf, withEvidence } from '../check/run/evidence.ts'
import type { RunKnowledge } from '../check/run/knowledge.ts'
import { SAFETY } from '../check/run/safety.ts'
import { sequentiallyConsistent } from '../check/sequential/sequential.ts'
import { SESSION_NAMES } from '../check/session/guarantees.ts'
import { causalAndSessions } from '../check/session/ladder.ts'
import type { Guarantee, Proof, Verdict } from '../check/verdict.ts'
import { knowledgeOfRecording } from './knowledge.ts'
import type { RecordedRun } from './recorded-run.ts'

/** A verdict on a recording. Plain data of bounded size, for another thread. */
export interface Judgement {
  readonly verdict: Verdict
  /** The messages that a broken verdict rests on, as far as messages have to do with it. */
  readonly evidence: Evidence | undefined
}

/** All guarantees that are judged of a recording, in the order in which `judge` gives them: consistency from the strongest down, then safety. */
export const JUDGED: readonly Guarantee[] = [
  'linearizable',
  'sequentially consistent',
  'causally consistent',
  ...SESSION_NAMES,
  'convergent',
  'no lost writes',
  'no lost updates',
  'no dirty reads',
  'one leader a term',
]

/** Operations and steps of a proof that are kept. */
const MAXIMUM_OPERATIONS = 100
const MAXIMUM_STEPS = 100

/**
 * Judges a recording by one check after another: who goes through the verdicts has time for other things between two checks. A recording that was made smaller is not
 * judged: what it left out might break anything.
 */
export function* judge(run: RecordedRun): Generator<Judgement> {
  if (run.thinned !== undefined) return
  const knowledge = knowledgeOfRecording(run)
  const { registers } = knowledge
  yield judgementOf(knowledge, linearizableRegisters(registers))
  yield judgementOf(knowledge, sequentiallyConsistent(registers))
  for (const verdict of causalAndSessions(registers)) yield judgementOf(knowledge, verdict)
  for (const check of SAFETY) yield judgementOf(knowledge, check(knowledge))
}

function judgementOf(knowledge: RunKnowledge, verdict: Verdict): Judgement {
  if (verdict.proof === undefined) return { verdict, evidence: undefined }
  const evidence = evidenceOf(knowledge, verdict.proof)
  const proof = bounded(withEvidence(verdict.proof, evidence))
  return { verdict: { ...verdict, proof }, evidence }
}

const bounded = ({ operations, steps, missing }: Proof): Proof => ({
  operations: operations.slice(0, MAXIMUM_OPERATIONS),
  steps: steps.slice(0, MAXIMUM_STEPS),
  ...(missing === undefined ? {} : { missing: missing.slice(0, MAXIMUM_OPERATIONS) }),
})
