import type { OperationId } from '../../trace/event.ts'
import { Effect, type RegisterHistory, Source } from '../register-history.ts'
import type { Verdict } from '../verdict.ts'
import { deedText, processText } from '../words.ts'
import { type Findings, judge } from './judge.ts'
import { type CausalOptions, CausalOrder } from './order.ts'
import { circleVerdict, type ReadGuarantee, tooLarge, verdictOf } from './verdicts.ts'

const guarantee = 'causally consistent'

export const CAUSAL: ReadGuarantee = {
  guarantee,
  rule: { knowledge: 'wrote', among: 'causal' },
  tested: 'of a key that had been written in their causal past',
  vacuous: 'No read had a write of its key in its causal past, so none could go behind one.',
  lapse: 'went behind their causal past',
}

/**
 * Causal consistency: every read returns a version that nothing in its causal past had replaced (CC of Bouajjani, Enea, Guerraoui and Hamza, "On Verifying Causal
 * Consistency", POPL 2017).
 *
 * An operation comes causally before another when it did so in its session, when it is a write that the other saw, or by a chain of such steps. With values
 * written once, the guarantee is broken exactly where one of four patterns is found:
 *
 * 1. a read of a value that no write wrote (thin-air read);
 * 2. a circle: operations that come causally before themselves (cyclic co);
 * 3. a read that found the initial value with a write of its key causally before it (write-co-init-read);
 * 4. a read of a version with a newer one causally before it: one whose write comes causally after the version's (write-co-read).
 *
 * Of writes that do not precede each other each read may see either; sessions may see them in different orders, and change their minds. A read of several versions
 * at once is broken by 4 when each of them was replaced. Real time plays no part. A vector clock a write: time and space grow with operations times clients.
 */
export function causallyConsistent(history: RegisterHistory, options: CausalOptions = {}): Verdict {
  const order = CausalOrder.of(history, options)
  if (order === undefined) return tooLarge(history, guarantee, options)
  const [findings] = judge(order, [CAUSAL.rule])
  return causalVerdict(order, findings)
}

/** The verdict on a history whose reads were held to the rule of `CAUSAL`. */
export function causalVerdict(order: CausalOrder, findings: Findings): Verdict {
  const thin = findThinAir(order.history)
  if (thin !== undefined) return thinAirVerdict(order.history, thin)
  if (order.circle !== undefined) return circleVerdict(order, guarantee, order.circle)
  return verdictOf(order, CAUSAL, findings)
}

function findThinAir({ effect, source, length }: RegisterHistory): OperationId | undefined {
  for (let id = 0; id < length; id++) {
    if (effect[id] === Effect.read && source[id] === Source.nowhere) return id
  }
  return undefined
}

function thinAirVerdict(history: RegisterHistory, read: OperationId): Verdict {
  const deed = `${processText(history, read)} ${deedText(history, read)}.`
  const sentence = `A read returned what nobody wrote: ${deed}`
  const proof = { operations: [read], steps: [deed, 'No write of the history wrote that.'] }
  const operations = history.length
  return { guarantee, standing: 'broken', operations, sentence, proof }
}
