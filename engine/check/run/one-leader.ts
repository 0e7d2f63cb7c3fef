import { formatDuration } from '../../trace/format.ts'
import type { Election, Leadership } from '../../trace/metrics/leadership.ts'
import type { Verdict } from '../verdict.ts'
import { counted } from '../words.ts'
import type { RunKnowledge } from './knowledge.ts'
import { broken, cutShort, cutShortSentence, held, unknown } from './verdicts.ts'

const guarantee = 'one leader a term'

/**
 * Whether no two nodes became leader in the same term. Terms from 1 on are judged: in term 0 nodes lead side by side by design.
 *
 * Two nodes that lead at one time in different terms are another matter (an old leader that has not heard of its end): the sentence says so, and `no lost writes`
 * and the orders say what came of it.
 */
export function oneLeaderATerm(knowledge: RunKnowledge): Verdict {
  const { facts, metrics } = knowledge
  const stopped = cutShort(facts)
  const { leadership } = metrics
  if (leadership === undefined || stopped !== undefined) {
    return unknown({ guarantee, operations: 0, sentence: cutShortSentence(stopped!) }, stopped!)
  }
  const elections = leadership.elections.filter(({ term }) => term > 0)
  const rivals = findRivals(elections)
  if (rivals === undefined) {
    const sentence = `A node became leader ${counted(elections.length, 'time')}, and no two in one term.${overlapText(leadership)}`
    return held({ guarantee, operations: 0, sentence }, vacuityOf(elections))
  }
  const [one, other] = rivals
  const { endpoint } = knowledge.names
  const sentence = `${endpoint(one.node)} and ${endpoint(other.node)} both became leader of term ${one.term}.`
  return broken(
    { guarantee, operations: 0, sentence },
    { operations: [], steps: rivals.map((election) => tellElection(knowledge, election)) },
  )
}

/** The first two elections of different nodes in one term. */
function findRivals(elections: readonly Election[]): readonly [Election, Election] | undefined {
  const firsts = new Map<number, Election>()
  for (const election of elections) {
    const first = firsts.get(election.term)
    if (first === undefined) firsts.set(election.term, election)
    else if (first.node !== election.node) return [first, election]
  }
  return undefined
}

const tellElection = ({ names }: RunKnowledge, { node, term, time }: Election): string =>
  `${names.endpoint(node)} became leader of term ${term} at ${names.time(time)}.`

function overlapText({ splitBrain, splitBrainMicros }: Leadership): string {
  if (splitBrain.length === 0) return ''
  return ` For ${formatDuration(splitBrainMicros)} leaders of different terms led at once, which is another matter: an old one that had not heard of its end.`
}

function vacuityOf(elections: readonly Election[]): string | undefined {
  if (elections.length === 0) return 'No node led a term, so no two could lead the same one.'
  if (elections.length === 1) return 'One node was made leader once, so no two could lead one term.'
  return undefined
}
