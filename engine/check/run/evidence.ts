import type { Micros } from '../../core/clock.ts'
import { type EndpointId, NO_OPERATION } from '../../trace/event.ts'
import { NEVER, type RunFacts } from '../../trace/metrics/facts.ts'
import type { MissingWrite, Proof } from '../verdict.ts'
import { counted } from '../words.ts'
import { carriersOf, type SentMessage, sentFor } from './carriers.ts'
import { type Fate, fateOf } from './fate.ts'
import { type HintEvidence, hintsOf } from './hint-evidence.ts'
import type { RunKnowledge } from './knowledge.ts'
import type { MessageEvidence } from './message-evidence.ts'
import { missingWrites } from './missing.ts'
import { type Moments, momentsOf } from './moments.ts'
import { Sightings } from './sightings.ts'
import { tellMessage } from './tell-message.ts'

/** Messages that evidence names at most, over all missing writes of a proof. */
export const MAXIMUM_EVIDENCE_MESSAGES = 24

/** The messages that should have carried the values that a proof says were missing, and what became of them. */
export interface Evidence {
  readonly missing: readonly MissingWrite[]
  /** In order of sending. */
  readonly messages: readonly MessageEvidence[]
  /** What was kept for replicas that could not be reached, in order of time; as many at most. */
  readonly hints: readonly HintEvidence[]
  /** How many more of both there were than the limit allows. */
  readonly omitted: number
}

/**
 * Looks up in the trace why values were not where a proof says that they should have been. As far as the trace was kept: what came after its limit is not known.
 * @param limit the named limit of messages
 */
export function evidenceOf(
  knowledge: RunKnowledge,
  proof: Proof,
  limit: number = MAXIMUM_EVIDENCE_MESSAGES,
): Evidence {
  const missing = missingWrites(knowledge, proof)
  const found = missing.map((one) => evidenceOfOne(knowledge, one))
  const allMessages = found.flatMap(({ messages }) => messages)
  const allHints = found.flatMap(({ hints }) => hints)
  const messages = mostTelling(knowledge, allMessages, limit)
  const hints = allHints.slice(0, limit)
  const omitted = allMessages.length - messages.length + allHints.length - hints.length
  return { missing, messages, hints, omitted }
}

/** A proof whose argument goes on to the messages. */
export function withEvidence(proof: Proof, { messages, hints, omitted }: Evidence): Proof {
  const told = [...messages, ...hints].map(({ sentence }) => sentence)
  if (told.length === 0) return proof
  const more = omitted > 0 ? [`${counted(omitted, 'more message')} carried these values.`] : []
  return { ...proof, steps: [...proof.steps, ...told, ...more] }
}

function evidenceOfOne(
  knowledge: RunKnowledge,
  missing: MissingWrite,
): Pick<Evidence, 'messages' | 'hints'> {
  const { facts } = knowledge
  const moments = momentsOf(facts, missing.missedBy)
  const sightings = new Sightings(facts.trace, missing.write)
  const describe = (message: SentMessage, role: MessageEvidence['role'], neededAt: Micros) => {
    const fate = fateOf(knowledge, message, neededAt)
    const readableAt = readableFrom(sightings, message.to, fate)
    const { number, kind, from, to, sentAt } = message
    const told = { number, kind, from, to, sentAt, role, ...missing, neededAt, fate, readableAt }
    return { ...told, sentence: tellMessage(knowledge, told) }
  }
  const carriers = carriersInTime(facts, missing, moments)
  const { answers, questions } = lateTalk(facts, missing, moments, sightings)
  const { answeredAt } = moments
  return {
    messages: [
      ...carriers.map((message) => describe(message, 'carrier', moments.at(message.to))),
      ...answers.map((message) => describe(message, 'answer', answeredAt)),
      ...questions.map((message) => describe(message, 'question', answeredAt)),
    ],
    hints: hintsOf(knowledge, missing, moments),
  }
}

/** What was sent before it was needed; to a replica that was asked and had been sent nothing by then, the first that was sent. */
function carriersInTime(
  facts: RunFacts,
  { write }: MissingWrite,
  { asked, at }: Moments,
): SentMessage[] {
  const carriers = carriersOf(facts, write).filter(({ to }) => facts.replicas.includes(to))
  const inTime = carriers.filter(({ to, sentAt }) => sentAt <= at(to))
  const tooLate = asked
    .filter((replica) => inTime.every(({ to }) => to !== replica))
    .flatMap((replica) => carriers.find(({ to }) => to === replica) ?? [])
  return [...inTime, ...tooLate]
}

/** Between the replica that answered and those that had the write: none of their answers came in time, else the read would have found it. */
function lateTalk(
  facts: RunFacts,
  { missedBy }: MissingWrite,
  { answeredBy, answeredAt }: Moments,
  sightings: Sightings,
) {
  const isHolder = (node: EndpointId) =>
    node !== answeredBy && facts.replicas.includes(node) && sightings.has(node, answeredAt)
  const late = (missedBy === NO_OPERATION ? [] : sentFor(facts, missedBy)).filter(
    ({ deliveredAt }) => deliveredAt > answeredAt,
  )
  return {
    answers: late.filter(
      ({ from, to, isAnswer, sentAt }) =>
        isAnswer && to === answeredBy && isHolder(from) && sightings.has(from, sentAt),
    ),
    questions: late.filter(
      ({ from, to, isAnswer, sentAt }) =>
        !isAnswer && from === answeredBy && isHolder(to) && sentAt <= answeredAt,
    ),
  }
}

function readableFrom(sightings: Sightings, receiver: EndpointId, fate: Fate): Micros | undefined {
  if (fate.kind !== 'delivered' && fate.kind !== 'late') return undefined
  const from = sightings.from(receiver, fate.at)
  return from === NEVER ? undefined : from
}

/** What went to the replica that answered comes first, then what went wrong; of many alike the first are kept. */
function mostTelling(
  knowledge: RunKnowledge,
  found: readonly MessageEvidence[],
  limit: number,
): MessageEvidence[] {
  const rank = ({ missedBy, to, fate }: MessageEvidence) => {
    const isToAnswerer = missedBy !== NO_OPERATION && knowledge.facts.history.node[missedBy] === to
    return (isToAnswerer ? 0 : 2) + (fate.kind === 'delivered' ? 1 : 0)
  }
  return [...found]
    .sort((a, b) => rank(a) - rank(b) || a.number - b.number)
    .slice(0, limit)
    .sort((a, b) => a.number - b.number || a.write - b.write)
}
