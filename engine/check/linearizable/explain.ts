import { NEVER_RETURNED, type ObservedOperation } from '../observed-history.ts'
import { once } from '../once.ts'
import type { SequentialModel } from '../sequential-model.ts'
import { firstThat, smallest } from '../smallest.ts'
import type { Proof } from '../verdict.ts'
import { Budget } from './budget.ts'
import { judgeOf } from './key-judge.ts'
import { describeOperation, describeState } from './observed-words.ts'
import { type ReplacedValue, replacedValue } from './replaced-value.ts'

type Operations = readonly ObservedOperation[]

/** Steps that one attempt to leave something out may take, and all of them together; what is not shown by then is kept. */
const STEPS_AN_ATTEMPT = 50_000
const STEPS_OF_ALL = 1_000_000

/** What it costs to set up an attempt, in steps an operation. */
const STEPS_TO_SET_UP = 3

/** Steps that the search for the longest beginning may take. */
const STEPS_OF_LONGEST = 200_000

/**
 * Why the operations of a key have no order; computed when it is asked for, as it takes longer than to find that they have none.
 *
 * First the shortest beginning that has none; then as few operations of it as can be: of all others it is forgotten when they were over, so that they may
 * have taken effect at any time after their call, or never.
 */
export function explain(
  operations: Operations,
  model: SequentialModel,
  isOutOfTime?: () => boolean,
): Explanation {
  const attempts = new Attempts(model, isOutOfTime)
  const shortest = once(() => shortestBeginning(operations, attempts, model))
  const lastOf = (beginning: Operations) => beginning.reduce((a, b) => (isLater(b, a) ? b : a))
  const proof = once(() => proofOf(operations, shortest(), lastOf(shortest()), attempts, model))
  return {
    sentence: () => `No order explains that ${describeOperation(lastOf(shortest()), model)}.`,
    proof,
  }
}

export interface Explanation {
  sentence(): string
  proof(): Proof
}

function proofOf(
  operations: Operations,
  beginning: Operations,
  last: ObservedOperation,
  attempts: Attempts,
  model: SequentialModel,
): Proof {
  const before = attempts.longest(until(operations, last.return - 1))
  const replaced = replacedValue(beginning, model)
  const known = replaced === undefined ? beginning.filter(({ isKnown }) => isKnown) : all(replaced)
  const called = operations.filter(({ call }) => call < last.return)
  const core = smallest(known, (part) => attempts.isBroken(only(called, part)))
  const isOne = core.length === 1
  const why =
    replaced === undefined ? (isOne ? NONE_OF_ONE : NONE_OF_ALL) : reasonOf(replaced, model)
  return {
    operations: core.map(({ id }) => id),
    ordered: before.operations.map(({ id }) => id),
    state: describeState(before.state, model),
    steps: [...core.map((one) => `${describeOperation(one, model)}.`), why],
  }
}

const NONE_OF_ONE = 'No order of the operations before explains this one.'
const NONE_OF_ALL = 'No order explains these together, whatever the others did.'

/** The operations that a replaced value rests on, in order of call. */
const all = ({ writers, other, sight }: ReplacedValue): Operations =>
  [...new Set([...writers, ...(other === undefined ? [] : [other]), sight])].sort(
    (a, b) => a.call - b.call,
  )

function reasonOf({ writers, other, sight }: ReplacedValue, model: SequentialModel): string {
  const value = describeState(model.access?.(sight.input, sight.output).sees, model)
  if (other === undefined) return `Nothing that began before its end could put ${value} there.`
  const then = `${describeOperation(other, model)}, which was over before the last of these began`
  return writers.length === 0
    ? `${value} was there at first only, before this: ${then}.`
    : `All that could put ${value} there was over before this began: ${then}.`
}

const isLater = (one: ObservedOperation, other: ObservedOperation): boolean =>
  one.isKnown && (!other.isKnown || one.return > other.return)

/** Tries parts of a history, within limits. */
class Attempts {
  private readonly model: SequentialModel
  private readonly isOutOfTime: () => boolean
  private left = STEPS_OF_ALL

  constructor(model: SequentialModel, isOutOfTime: () => boolean = () => false) {
    this.model = model
    this.isOutOfTime = isOutOfTime
  }

  isBroken(operations: Operations): boolean {
    if (this.left <= 0 || this.isOutOfTime()) return false
    const stepLimit = Math.min(STEPS_AN_ATTEMPT, this.left)
    const budget = new Budget({ stepLimit })
    const standing = judgeOf(operations, this.model, budget).advance(stepLimit)
    this.left -= budget.steps + STEPS_TO_SET_UP * operations.length
    return standing === 'broken'
  }

  longest(operations: Operations) {
    const { isOutOfTime } = this
    const budget = new Budget({ stepLimit: STEPS_OF_LONGEST, isOutOfTime })
    const judge = judgeOf(operations, this.model, budget)
    judge.advance(STEPS_OF_LONGEST)
    return judge.longest()
  }
}

/** The operations until the first return by which they have no order. */
function shortestBeginning(
  operations: Operations,
  attempts: Attempts,
  model: SequentialModel,
): Operations {
  const returns = operations.flatMap((one) => (one.isKnown ? [one.return] : []))
  returns.sort((a, b) => a - b)
  const sight = replacedValue(operations, model)?.sight
  const certain = sight === undefined ? returns.length - 1 : returns.indexOf(sight.return)
  const first = firstThat(0, certain, (index) =>
    attempts.isBroken(until(operations, returns[index])),
  )
  return until(operations, returns[first])
}

/** What had been seen at a position: what was under way then has an unknown outcome. */
function until(operations: Operations, position: number): ObservedOperation[] {
  return operations
    .filter(({ call }) => call < position)
    .map((one) => (one.return > position ? unanswered(one) : one))
}

/** Operations of which only some are remembered in full. */
function only(operations: Operations, part: Operations): ObservedOperation[] {
  const kept = new Set(part)
  return operations.map((one) => (kept.has(one) ? one : optional(one)))
}

/** As it was before its answer came. */
const unanswered = (one: ObservedOperation): ObservedOperation => ({
  ...one,
  isKnown: false,
  output: undefined,
  return: NEVER_RETURNED,
})

/** As one that may take effect at any time after its call, or never; if it does, it answers as it did. */
const optional = (one: ObservedOperation): ObservedOperation =>
  one.isKnown ? { ...one, isKnown: false, return: NEVER_RETURNED } : one
