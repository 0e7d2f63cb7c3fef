import type { ObservedOperation } from '../observed-history.ts'
import type { SequentialModel } from '../sequential-model.ts'
import type { Standing } from '../verdict.ts'
import type { Budget } from './budget.ts'
import { keyOperations } from './key-operations.ts'
import { answerQuickly, type QuickAnswer } from './quick-key.ts'
import { replacedValue } from './replaced-value.ts'
import { Search } from './search.ts'
import { Transitions } from './transitions.ts'

/** An order of some operations of a key, and the state after it. */
export interface Ordered {
  readonly operations: readonly ObservedOperation[]
  /** How many of known outcome are among them. */
  readonly known: number
  readonly state: unknown
}

/** Finds out whether the operations of a key have an order; it may take several turns. */
export interface KeyJudge {
  readonly operations: readonly ObservedOperation[]
  /** Goes on for about so many steps, or until it knows. */
  advance(steps: number): Standing
  /** The longest order that was found; all, where it holds. */
  longest(): Ordered
}

export function judgeOf(
  operations: readonly ObservedOperation[],
  model: SequentialModel,
  budget: Budget,
): KeyJudge {
  const answer = answerQuickly(operations, model)
  if (answer !== undefined) return answered(operations, model, answer)
  return replacedValue(operations, model) === undefined
    ? searching(operations, model, budget)
    : refuted(operations, model, budget)
}

function answered(
  operations: readonly ObservedOperation[],
  model: SequentialModel,
  answer: QuickAnswer,
): KeyJudge {
  return {
    operations,
    advance: () => (answer.isHeld ? 'held' : 'broken'),
    longest: () => {
      const order = answer.order().map((place) => operations[place])
      const known = order.filter(({ isKnown }) => isKnown).length
      return { operations: order, known, state: order.reduce(stepBy(model), model.initial) }
    },
  }
}

/** One that is known to be broken; its search still tells the longest order, when it is asked for that. */
function refuted(
  operations: readonly ObservedOperation[],
  model: SequentialModel,
  budget: Budget,
): KeyJudge {
  return {
    operations,
    advance: () => 'broken',
    longest: () => {
      const search = searching(operations, model, budget)
      while (!budget.isReached && search.advance(LONGEST_TURN) === 'unknown');
      return search.longest()
    },
  }
}

const LONGEST_TURN = 10_000

const stepBy =
  (model: SequentialModel) =>
  (state: unknown, { input, output }: ObservedOperation): unknown =>
    model.step(state, input, output)

function searching(
  operations: readonly ObservedOperation[],
  model: SequentialModel,
  budget: Budget,
): KeyJudge {
  const own = keyOperations(operations, model)
  const search = new Search(own, new Transitions(model, own), budget)
  return {
    operations,
    advance: (steps) => search.advance(steps),
    longest: () => {
      const { order, ordered, state } = search.best
      return { operations: order.map((place) => own.operations[place]), known: ordered, state }
    },
  }
}
