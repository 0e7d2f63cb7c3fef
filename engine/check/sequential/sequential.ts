import type { OperationId } from '../../trace/event.ts'
import { explainImpossible, impossibleRead } from '../impossible-read.ts'
import { Budget, type SearchOptions, stoppedSentence } from '../linearizable/budget.ts'
import { linearizableRegisters } from '../linearizable/registers.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import type { Verdict } from '../verdict.ts'
import { decide } from './decide.ts'
import { explainBroken } from './explain.ts'
import { vacuityOf } from './vacuity.ts'

const guarantee = 'sequentially consistent'

/**
 * Whether a history of registers is sequentially consistent (Lamport 1979): whether all operations, of all keys together, can be put in one order that keeps the
 * order of each session and in which each read sees the last write of its key. Real time plays no part.
 *
 * To decide this is NP-hard even when each read names its write. First what must come before what is inferred from the beginning of the history and then from more
 * of it: a contradiction shows that there is no order. Otherwise an order is looked for; a limit makes the verdict `unknown`.
 */
export function sequentiallyConsistent(
  history: RegisterHistory,
  options: SearchOptions = {},
): Verdict {
  const common = { guarantee, operations: countOperations(history) } as const
  const impossible = impossibleRead(history)
  if (impossible !== undefined) {
    return { ...common, standing: 'broken', ...explainImpossible(history, impossible) }
  }
  const linearizable = linearizableRegisters(history)
  if (linearizable.standing === 'held') {
    const sentence = 'It is linearizable, so all operations have an order that keeps every session.'
    return { ...common, standing: 'held', sentence, ...vacuityOf(history) }
  }
  return { ...common, ...search(history, linearizable.proof?.operations ?? [], options) }
}

function search(
  history: RegisterHistory,
  suspects: readonly OperationId[],
  options: SearchOptions,
): Pick<Verdict, 'standing' | 'sentence' | 'proof' | 'stopped' | 'vacuous'> {
  const decision = decide(history, suspects, new Budget(options))
  const { standing } = decision
  if (standing === 'broken') {
    return { standing, ...explainBroken(history, decision.operations) }
  }
  if (standing === 'held') {
    const sentence = 'All operations can be put in one order that keeps every session.'
    return { standing, sentence, ...vacuityOf(history) }
  }
  const { stopped } = decision
  return { standing, sentence: stoppedSentence(stopped), stopped }
}

function countOperations({ length, effect }: RegisterHistory): number {
  let count = 0
  for (let id = 0; id < length; id++) if (effect[id] !== Effect.none) count++
  return count
}
