import type { Stopped } from '../verdict.ts'
import type { RunKnowledge } from './knowledge.ts'
import { cutShort, cutShortSentence } from './verdicts.ts'

interface Unjudged {
  readonly sentence: string
  readonly stopped: Stopped
}

/** Why nobody can say what remains of the writes: the trace is cut short, or no replica has authority. */
export function whyUnjudged({ facts }: RunKnowledge): Unjudged {
  const stopped = cutShort(facts)
  if (stopped !== undefined) return { sentence: cutShortSentence(stopped), stopped }
  return {
    sentence: 'No replica ran when the run was over, so nobody can say what is left.',
    stopped: {
      limit: 'live replicas',
      value: facts.live.length,
      ordered: 0,
      of: facts.history.length,
    },
  }
}
