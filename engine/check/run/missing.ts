import type { OperationId } from '../../trace/event.ts'
import { Action, type History, Outcome } from '../../trace/history.ts'
import type { MissingWrite, Proof } from '../verdict.ts'
import type { RunKnowledge } from './knowledge.ts'

/** Missing writes of one proof are looked into up to this many. */
export const MAXIMUM_MISSING = 4

/**
 * Which writes of a proof were missed, and by whom: as the check itself says; else a read should have found a write of its key that was over before it began, or that
 * an earlier read had found, unless what it found came after.
 */
export function missingWrites(knowledge: RunKnowledge, proof: Proof): readonly MissingWrite[] {
  const missing =
    proof.missing ??
    proof.operations
      .filter((id) => isSeeker(knowledge, id))
      .flatMap((seeker) => missedBy(knowledge, proof, seeker))
  return missing.slice(0, MAXIMUM_MISSING)
}

const missedBy = (knowledge: RunKnowledge, proof: Proof, seeker: OperationId): MissingWrite[] =>
  candidates(knowledge, proof, seeker)
    .filter((write) => isMissedBy(knowledge, write, seeker))
    .map((write) => ({ write, missedBy: seeker }))

/** Whether an operation has seen something, or nothing: an answered read, or an update. */
function isSeeker({ facts }: RunKnowledge, id: OperationId): boolean {
  const { action, outcome } = facts.history
  return action[id] === Action.read ? outcome[id] === Outcome.ok : facts.history.isBased(id)
}

/** The writes of the seeker's key in a proof that it may have missed, and those that reads of it found before the seeker began. */
function candidates(
  { facts, registers }: RunKnowledge,
  { operations }: Proof,
  seeker: OperationId,
): OperationId[] {
  const { history } = facts
  const isOver = (id: OperationId) => registers.return[id] < registers.call[seeker]
  const others = operations.filter((id) => id !== seeker && history.key[id] === history.key[seeker])
  const isWrite = (id: OperationId) => history.action[id] === Action.write
  const writes = others.filter(isWrite)
  const found = others
    .filter((id) => !isWrite(id) && isOver(id))
    .flatMap((read) => history.sources(read))
  return [
    ...new Set([...writes.filter((id) => isOver(id) || isRival(history, id, seeker)), ...found]),
  ]
}

/** Of two updates that built on the same the later one missed the other, though they may have been under way at once. */
const isRival = (history: History, write: OperationId, update: OperationId): boolean =>
  write < update &&
  history.isBased(write) &&
  history.isBased(update) &&
  history.soleSource(write) === history.soleSource(update)

/** Whether what the seeker saw neither is the write nor came after it. */
function isMissedBy(
  { facts, registers }: RunKnowledge,
  write: OperationId,
  seeker: OperationId,
): boolean {
  const sources = facts.history.sources(seeker)
  const isNewer = (source: OperationId) => registers.return[write] < registers.call[source]
  return !sources.includes(write) && !sources.some(isNewer)
}
