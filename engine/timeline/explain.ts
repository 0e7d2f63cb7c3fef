import { absenceOf } from '../check/run/absence.ts'
import { carriersOf, type SentMessage, sentFor } from '../check/run/carriers.ts'
import { type Evidence, evidenceOf, withEvidence } from '../check/run/evidence.ts'
import { type Fate, fateOf } from '../check/run/fate.ts'
import type { RunKnowledge } from '../check/run/knowledge.ts'
import type { MessageEvidence } from '../check/run/message-evidence.ts'
import { tell, writeName } from '../check/run/words.ts'
import type { MissingWrite, Proof } from '../check/verdict.ts'
import type { Micros } from '../core/clock.ts'
import { type EndpointId, EventKind, NO_OPERATION, type OperationId } from '../trace/event.ts'
import { Action, Outcome } from '../trace/history.ts'
import { NEVER } from '../trace/metrics/facts.ts'
import { RealTimeOrder } from '../trace/metrics/real-time.ts'
import { summaryOfConflict, summaryOfLost, summaryOfStale } from './explain-summary.ts'
import { knowledgeOfRecording } from './knowledge.ts'
import { OperationClass, type Timeline } from './timeline.ts'

/** The named limit: messages of one operation that are listed at most. */
export const MAXIMUM_EXPLAINED_MESSAGES = 200

/** The named limit: conflicts of one write that are told at most. */
const MAXIMUM_TOLD_CONFLICTS = 4

/** All that is known of one operation. Plain data. */
export interface Explanation {
  readonly operation: OperationId
  readonly ending: OperationClass
  /** Who asked what when, and what was answered: a sentence. */
  readonly sentence: string
  /** What was sent on its account, in order of sending. */
  readonly messages: readonly ExplainedMessage[]
  /** How many more of them there were than the limit allows. */
  readonly omitted: number
  /** Why it ended so in a sentence or two; undefined where the steps say it all. */
  readonly summary: string | undefined
  /** Why it ended so, one sentence a step; empty for one that ended well. */
  readonly why: readonly string[]
  /** The messages, by number, that `why` rests on: those that should have carried a value. */
  readonly evidence: readonly number[]
  /** Of these the messages that should have brought a value where it was missed, and did not in time. */
  readonly decisive: readonly number[]
  /** Writes that were not where they should have been. */
  readonly missing: readonly MissingWrite[]
}

export interface ExplainedMessage extends SentMessage {
  readonly fate: Fate
  /** What it was and what became of it. */
  readonly sentence: string
}

/** Tells of an operation what it caused, how it ended, and why it ended badly where it did. */
export function explain({ run, operations }: Timeline, operation: OperationId): Explanation {
  const knowledge = knowledgeOfRecording(run)
  const all = sentFor(knowledge.facts, operation)
  const messages = all
    .slice(0, MAXIMUM_EXPLAINED_MESSAGES)
    .map((message) => explainMessage(knowledge, message))
  const ending = operations.ending[operation] as OperationClass
  const reason = reasonOf(knowledge, operation, ending, messages)
  return {
    operation,
    ending,
    sentence: tell(knowledge, operation),
    messages,
    omitted: all.length - messages.length,
    ...reason,
  }
}

type Reason = Pick<Explanation, 'summary' | 'why' | 'evidence' | 'decisive' | 'missing'>

const NO_REASON: Reason = {
  summary: undefined,
  why: [],
  evidence: [],
  decisive: [],
  missing: [],
}

function reasonOf(
  knowledge: RunKnowledge,
  operation: OperationId,
  ending: OperationClass,
  messages: readonly ExplainedMessage[],
): Reason {
  switch (ending) {
    case OperationClass.stale:
      return whyStale(knowledge, operation)
    case OperationClass.lost:
      return whyLost(knowledge, operation)
    case OperationClass.conflicting:
      return whyConflicting(knowledge, operation)
    case OperationClass.ok:
      return NO_REASON
    default:
      return whyUnanswered(messages)
  }
}

/** The newest write that the read should have seen, and where it was. */
function whyStale(knowledge: RunKnowledge, read: OperationId): Reason {
  const write = newestMissed(knowledge, read)
  if (write === undefined) return NO_REASON
  const missing = [{ write, missedBy: read }]
  const steps = [
    tell(knowledge, write),
    `That was over before operation ${read} began, which found something older.`,
  ]
  return withMessages(knowledge, { operations: [write, read], steps, missing }, (messages) =>
    summaryOfStale(knowledge, read, write, messages),
  )
}

/** By real time alone, as stale reads are counted. */
function newestMissed({ facts }: RunKnowledge, read: OperationId): OperationId | undefined {
  const { history } = facts
  const order = new RealTimeOrder(history)
  const sources = history.sources(read)
  let newest: OperationId | undefined
  for (let write = 0; write < history.length; write++) {
    if (history.key[write] !== history.key[read] || history.action[write] !== Action.write) continue
    const isMissed =
      history.outcome[write] === Outcome.ok &&
      order.precedes(write, read) &&
      sources.every((source) => order.precedes(source, write))
    if (!isMissed) continue
    if (newest === undefined || history.returned[write] >= history.returned[newest]) newest = write
  }
  return newest
}

function whyLost(knowledge: RunKnowledge, write: OperationId): Reason {
  const missing = [{ write, missedBy: NO_OPERATION }]
  const steps = absenceOf(knowledge, write)
  return withMessages(knowledge, { operations: [write], steps, missing }, (messages) =>
    summaryOfLost(knowledge, write, messages),
  )
}

/** The writes that met it, and where the earlier of the two was when the later one was asked for. */
function whyConflicting(knowledge: RunKnowledge, write: OperationId): Reason {
  const meetings = meetingsOf(knowledge, write).slice(0, MAXIMUM_TOLD_CONFLICTS)
  const steps = meetings.flatMap(({ other, sentence }) => [tell(knowledge, other), sentence])
  const missing = meetings.map(({ other }) => ({
    write: Math.min(write, other),
    missedBy: Math.max(write, other),
  }))
  const between = meetings.flatMap(({ other }) => [
    ...changesBetween(knowledge, write, other),
    ...changesBetween(knowledge, other, write),
  ])
  const numbers = between.map(({ number }) => number)
  return {
    summary:
      meetings.length === 0 ? undefined : summaryOfConflict(knowledge, write, meetings[0].other),
    why: [...steps, ...between.map(({ sentence }) => sentence)],
    evidence: numbers,
    decisive: numbers,
    missing,
  }
}

/** What was to tell the node that took one write of the other: it came after that node had taken its own. */
function changesBetween(
  knowledge: RunKnowledge,
  write: OperationId,
  other: OperationId,
): { readonly number: number; readonly sentence: string }[] {
  const { facts, names } = knowledge
  const taker = facts.history.node[other]
  const taken = takenAt(knowledge, other, taker)
  const carrier = carriersOf(facts, write).find(
    ({ to, deliveredAt }) => to === taker && deliveredAt > taken,
  )
  if (taken === NEVER || carrier === undefined) return []
  const { sentence } = explainMessage(knowledge, carrier)
  const own = `${names.endpoint(taker)} had taken ${writeName(knowledge, other)} at ${names.time(taken)}.`
  return [{ number: carrier.number, sentence: `${sentence} ${own}` }]
}

/** When a node first had a write; NEVER where it had not. */
function takenAt({ facts }: RunKnowledge, write: OperationId, taker: EndpointId): Micros {
  let first = NEVER
  facts.trace.eachOf([EventKind.append, EventKind.store], ({ time, node, operation }, index) => {
    if (operation[index] === write && node[index] === taker) first = Math.min(first, time[index])
  })
  return first
}

interface Meeting {
  readonly other: OperationId
  readonly sentence: string
}

/** The first meeting with each other write. */
function meetingsOf(knowledge: RunKnowledge, write: OperationId): Meeting[] {
  const { facts, names } = knowledge
  const meetings = new Map<OperationId, Meeting>()
  facts.trace.eachOf([EventKind.conflict], ({ time, node, operation, a }, index) => {
    const other = operation[index] === write ? a[index] : operation[index]
    const isOwn = operation[index] === write || a[index] === write
    if (!isOwn || other === write || other < 0 || meetings.has(other)) return
    const where = `${names.endpoint(node[index])} found both at ${names.time(time[index])}`
    const sentence = `${where}: neither ${writeName(knowledge, write)} nor ${writeName(knowledge, other)} had known of the other.`
    meetings.set(other, { other, sentence })
  })
  return [...meetings.values()]
}

function withMessages(
  knowledge: RunKnowledge,
  proof: Proof,
  summarize: (messages: readonly MessageEvidence[]) => string | undefined,
): Reason {
  const evidence: Evidence = evidenceOf(knowledge, proof)
  return {
    summary: summarize(evidence.messages),
    why: withEvidence(proof, evidence).steps,
    evidence: numbersOf(evidence.messages),
    decisive: numbersOf(evidence.messages.filter((message) => isDecisive(knowledge, message))),
    missing: evidence.missing,
  }
}

const numbersOf = (messages: readonly MessageEvidence[]): number[] => [
  ...new Set(messages.map(({ number }) => number)),
]

/** Where a read or an update missed a write, what it was to come by is what went to the replica that answered. */
function isDecisive(
  { facts }: RunKnowledge,
  { role, to, fate, missedBy }: MessageEvidence,
): boolean {
  const isMissedThere = missedBy === NO_OPERATION || facts.history.node[missedBy] === to
  return role === 'carrier' && fate.kind !== 'delivered' && isMissedThere
}

/** What was sent for it and did not come in time. */
function whyUnanswered(messages: readonly ExplainedMessage[]): Reason {
  const failed = messages.filter(({ fate }) => fate.kind !== 'delivered')
  return {
    summary: undefined,
    why: failed.map(({ sentence }) => sentence),
    evidence: failed.map(({ number }) => number),
    decisive: failed.map(({ number }) => number),
    missing: [],
  }
}

function explainMessage(knowledge: RunKnowledge, message: SentMessage): ExplainedMessage {
  const { names } = knowledge
  const { kind, from, to, sentAt } = message
  const fate = fateOf(knowledge, message, NEVER)
  const sent = `${names.endpoint(from)} sent ${kind} to ${names.endpoint(to)} at ${names.time(sentAt)}`
  return { ...message, fate, sentence: `${sent}: ${fateText(knowledge, fate)}.` }
}

function fateText({ names }: RunKnowledge, fate: Fate): string {
  switch (fate.kind) {
    case 'delivered':
    case 'late':
      return `it arrived at ${names.time(fate.at)}`
    case 'lost':
      return 'the network lost it'
    case 'cut':
      return fate.faults.length === 0
        ? 'dropped, since the link was cut'
        : `dropped, since the link was cut by ${fate.faults.map(names.fault).join(' and ')}`
    case 'receiver down':
      return `dropped at ${names.time(fate.at)}, since its receiver was down`
    case 'on its way':
      return 'it was still on its way when the run was over'
  }
}
