import { isRegister, type RegisterInput, type RegisterOutput } from '../models/register.ts'
import type { ObservedHistory, ObservedOperation } from '../observed-history.ts'
import type { SequentialModel } from '../sequential-model.ts'
import type { Verdict } from '../verdict.ts'
import { momentsText } from '../words.ts'
import { Budget, type SearchOptions, stoppedSentence } from './budget.ts'
import { explain } from './explain.ts'
import { judgeOf, type KeyJudge } from './key-judge.ts'
import { linearizableRegisters } from './registers.ts'
import { registersOf } from './registers-of.ts'

/**
 * Whether a history of any kind of object is linearizable: whether each operation can be given one moment between its call and its return at which it took
 * effect, so that the answers are those of the object when asked one thing after another.
 *
 * Keys are independent objects and are searched apart. Registers of which each value was written once take time in proportion to the operations; otherwise the
 * search may take long, and ends as `unknown` at a limit.
 */
export function linearizable<State, Input, Output>(
  history: ObservedHistory<Input, Output>,
  model: SequentialModel<State, Input, Output>,
  options: SearchOptions = {},
): Verdict {
  const registers = asRegisters(history, model as SequentialModel)
  return registers ?? searchAll(history as ObservedHistory, model as SequentialModel, options)
}

function asRegisters(history: ObservedHistory, model: SequentialModel): Verdict | undefined {
  if (!isRegister(model)) return undefined
  const observed = history as ObservedHistory<RegisterInput, RegisterOutput>
  const registers = registersOf(observed, model.initial)
  return registers && linearizableRegisters(registers)
}

function searchAll(
  { operations }: ObservedHistory,
  model: SequentialModel,
  options: SearchOptions,
): Verdict {
  const budget = new Budget(options)
  const judges = byKey(operations).map((own) => judgeOf(own, model, budget))
  const { broken, open } = advanceAll(judges, budget)
  const common = { guarantee: 'linearizable', operations: operations.length } as const
  if (broken !== undefined) return brokenVerdict(operations.length, broken, model, options)
  return { ...common, ...(open ? unknownVerdict(judges, budget) : heldVerdict(operations)) }
}

function brokenVerdict(
  operations: number,
  key: KeyJudge,
  model: SequentialModel,
  { isOutOfTime }: SearchOptions,
): Verdict {
  const explanation = explain(key.operations, model, isOutOfTime)
  return {
    guarantee: 'linearizable',
    standing: 'broken',
    operations,
    get sentence() {
      return explanation.sentence()
    },
    get proof() {
      return explanation.proof()
    },
  }
}

function byKey(operations: readonly ObservedOperation[]): ObservedOperation[][] {
  const keys = new Map<string, ObservedOperation[]>()
  for (const one of operations) {
    const own = keys.get(one.key)
    if (own === undefined) keys.set(one.key, [one])
    else own.push(one)
  }
  return [...keys.values()]
}

/** Steps that each key gets in its first turn; twice as many in each later one. */
const FIRST_TURN = 20_000

/** Judges the keys in turns until one is broken, all hold, or a limit is reached, which leaves some open. */
function advanceAll(
  judges: readonly KeyJudge[],
  budget: Budget,
): { readonly broken?: KeyJudge; readonly open: boolean } {
  let open = [...judges]
  for (let turn = FIRST_TURN; open.length > 0 && !budget.isReached; turn *= 2) {
    const left: KeyJudge[] = []
    for (const judge of open) {
      const standing = judge.advance(turn)
      if (standing === 'broken') return { broken: judge, open: true }
      if (standing === 'unknown') left.push(judge)
    }
    open = left
  }
  return { open: open.length > 0 }
}

function heldVerdict(
  operations: readonly ObservedOperation[],
): Pick<Verdict, 'standing' | 'sentence' | 'vacuous'> {
  const sentence = momentsText(operations.length)
  if (operations.some(({ isKnown }) => isKnown)) return { standing: 'held', sentence }
  const vacuous = 'No operation was answered, so nothing was seen that could be wrong.'
  return { standing: 'held', sentence, vacuous }
}

function unknownVerdict(
  judges: readonly KeyJudge[],
  { reached }: Budget,
): Pick<Verdict, 'standing' | 'sentence' | 'stopped'> {
  const ordered = judges.reduce((sum, judge) => sum + judge.longest().known, 0)
  const of = judges.reduce((sum, judge) => sum + knownIn(judge), 0)
  const stopped = { ...(reached ?? { limit: 'stepLimit', value: 0 }), ordered, of }
  return { standing: 'unknown', sentence: stoppedSentence(stopped), stopped }
}

const knownIn = ({ operations }: KeyJudge): number =>
  operations.filter(({ isKnown }) => isKnown).length
