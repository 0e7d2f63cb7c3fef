import { causallyConsistent } from '../../check/causal/causal.ts'
import { linearizable } from '../../check/linearizable/linearizable.ts'
import { linearizableRegisters } from '../../check/linearizable/registers.ts'
import type { RegisterHistory } from '../../check/register-history.ts'
import { convergent } from '../../check/run/convergent.ts'
import type { RunCheck } from '../../check/run/knowledge.ts'
import { noDirtyReads } from '../../check/run/no-dirty-reads.ts'
import { noLostUpdates } from '../../check/run/no-lost-updates.ts'
import { noLostWrites } from '../../check/run/no-lost-writes.ts'
import { oneLeaderATerm } from '../../check/run/one-leader.ts'
import { SAFETY } from '../../check/run/safety.ts'
import { sequentiallyConsistent } from '../../check/sequential/sequential.ts'
import type { SessionGuarantee } from '../../check/session/guarantees.ts'
import { causalAndSessions } from '../../check/session/ladder.ts'
import { sessionGuarantee } from '../../check/session/session.ts'
import { boundedStaleness } from '../../check/staleness/staleness.ts'
import type { Verdict } from '../../check/verdict.ts'
import { orThrow } from '../scenario-error.ts'
import { problem } from '../schema/refusal.ts'
import { Ladder } from './ladder.ts'
import {
  type CheckOptions,
  type ResolvedCheck,
  readOptions,
  readStaleness,
  type StalenessOptions,
} from './options.ts'
import { type Checkable, type CheckSubject, readSubject } from './subject.ts'
import { CheckVerdict } from './verdict.ts'

/** A check of what clients saw: of a run, a cluster as far as it has come, a history, or one that was recorded elsewhere. */
export type HistoryCheck = (subject: Checkable, options?: CheckOptions) => CheckVerdict

/** A check of what replicas hold and do: of a run or a cluster. */
export type ReplicaCheck = (subject: Checkable) => CheckVerdict

/**
 * Whether a guarantee held, and the operations that prove it where it did not. What each means exactly stands at its checker in `engine/check`.
 * @throws {ScenarioError} with one sentence where a subject cannot be judged by a check
 */
export interface Check {
  /** Each operation took effect at one moment between its call and its return. */
  readonly linearizable: HistoryCheck
  /** All operations have one order that keeps each session; real time plays no part. */
  readonly sequential: HistoryCheck
  /** No read goes behind anything in its causal past. */
  readonly causal: HistoryCheck
  /** No read goes behind what its session wrote. */
  readonly readYourWrites: HistoryCheck
  /** No read goes behind what its session read. */
  readonly monotonicReads: HistoryCheck
  /** Who has read a write does not go behind what its writer had written before. */
  readonly monotonicWrites: HistoryCheck
  /** Who has read a write does not go behind what its writer had read before. */
  readonly writesFollowReads: HistoryCheck
  /** No read is more than so many versions, or so long, behind what had been acknowledged. */
  boundedStaleness(subject: Checkable, bound: StalenessOptions): CheckVerdict
  /** All replicas are equal in the end. */
  readonly convergent: ReplicaCheck
  /** No acknowledged write is gone. */
  readonly noLostWrites: ReplicaCheck
  /** No read-modify-write undid another that it had not seen. */
  readonly noLostUpdates: ReplicaCheck
  /** Nothing was read that never came to be. */
  readonly noDirtyReads: ReplicaCheck
  /** No two nodes led in one term. */
  readonly oneLeaderATerm: ReplicaCheck
  /** All of these but staleness: the strongest model that held, and what was safe. */
  all(subject: Checkable, options?: CheckOptions): Ladder
}

export const check: Check = {
  linearizable: (given, options = {}) => {
    const resolved = readOptions(options)
    const subject = readSubject(given, resolved.model)
    return new CheckVerdict(linearizableOf(subject, resolved), subject)
  },
  sequential: registerCheck('sequential', (registers, { search }) =>
    sequentiallyConsistent(registers, search),
  ),
  causal: registerCheck('causal', causallyConsistent),
  readYourWrites: sessionCheck('readYourWrites', 'read your writes'),
  monotonicReads: sessionCheck('monotonicReads', 'monotonic reads'),
  monotonicWrites: sessionCheck('monotonicWrites', 'monotonic writes'),
  writesFollowReads: sessionCheck('writesFollowReads', 'writes follow reads'),
  boundedStaleness: (given, staleness) => {
    const { bound, options } = readStaleness(staleness ?? {})
    const subject = readSubject(given, options.model)
    const registers = registersOrThrow(subject, 'boundedStaleness')
    return new CheckVerdict(boundedStaleness(registers, bound), subject)
  },
  convergent: replicaCheck('convergent', convergent),
  noLostWrites: replicaCheck('noLostWrites', noLostWrites),
  noLostUpdates: replicaCheck('noLostUpdates', noLostUpdates),
  noDirtyReads: replicaCheck('noDirtyReads', noDirtyReads),
  oneLeaderATerm: replicaCheck('oneLeaderATerm', oneLeaderATerm),
  all: (given, options = {}) => {
    const resolved = readOptions(options)
    const subject = readSubject(given, resolved.model)
    const shown = (verdicts: readonly Verdict[]) =>
      verdicts.map((verdict) => new CheckVerdict(verdict, subject))
    const { registers, knowledge } = subject
    return new Ladder(
      shown([linearizableOf(subject, resolved), ...weakerThanLinearizable(registers, resolved)]),
      () => shown(knowledge === undefined ? [] : SAFETY.map((safe) => safe(knowledge))),
      registers === undefined ? NOT_JUDGED : undefined,
    )
  },
}

const NOT_JUDGED =
  'Weaker models were not judged: for these every read must name the write that it saw, so no value may be written twice to a key.'

function linearizableOf({ observed, registers }: CheckSubject, { search }: ResolvedCheck): Verdict {
  if (observed === undefined) return linearizableRegisters(registers!)
  return linearizable(observed.history, observed.model, search)
}

function weakerThanLinearizable(
  registers: RegisterHistory | undefined,
  { search, clockCells }: ResolvedCheck,
): readonly Verdict[] {
  if (registers === undefined) return []
  return [
    sequentiallyConsistent(registers, search),
    ...causalAndSessions(registers, { clockCells }),
  ]
}

function registerCheck(
  name: keyof Check,
  judge: (registers: RegisterHistory, options: ResolvedCheck) => Verdict,
): HistoryCheck {
  return (given, options = {}) => {
    const resolved = readOptions(options)
    const subject = readSubject(given, resolved.model)
    return new CheckVerdict(judge(registersOrThrow(subject, name), resolved), subject)
  }
}

function sessionCheck(name: keyof Check, guarantee: SessionGuarantee): HistoryCheck {
  return registerCheck(name, (registers, options) =>
    sessionGuarantee(guarantee, registers, options),
  )
}

function replicaCheck(name: keyof Check, judge: RunCheck): ReplicaCheck {
  return (given) => {
    const subject = readSubject(given)
    if (subject.knowledge !== undefined) {
      return new CheckVerdict(judge(subject.knowledge), subject)
    }
    const sentence = `check.${name} looks at replicas: give it a run or a cluster, not a history.`
    return orThrow(problem('scenario/wrong-type', sentence))
  }
}

function registersOrThrow({ registers }: CheckSubject, name: keyof Check): RegisterHistory {
  if (registers !== undefined) return registers
  const sentence = `check.${name} must know which write each read saw: give it a history of reads and writes in which no value was written twice to a key.`
  return orThrow(problem('scenario/wrong-type', sentence))
}
