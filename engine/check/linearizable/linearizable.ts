import { isRegister, type RegisterInput, type RegisterOutput } from '../models/register.ts'
import type { ObservedHistory, ObservedOperation } from '../observed-history.ts'
import type { SequentialModel } from '../sequential-model.ts'
import type { Proof, Verdict } from '../verdict.ts'
import { Budget, type SearchOptions } from './budget.ts'
import { type KeyOperations, keyOperations } from './key-operations.ts'
import { describeOperation, describeState } from './observed-words.ts'
import { linearizableRegisters } from './registers.ts'
import { registersOf } from './registers-of.ts'
import { Search } from './search.ts'
import { Transitions } from './transitions.ts'

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

interface KeySearch {
  readonly key: string
  readonly history: KeyOperations
  readonly search: Search
}

function searchAll(
  { operations }: ObservedHistory,
  model: SequentialModel,
  options: SearchOptions,
): Verdict {
  const budget = new Budget(options)
  const searches = byKey(operations).map((own) => beginSearch(own, model, budget))
  const open = advanceAll(searches, budget)
  const broken = open.find(({ isBroken }) => isBroken)
  const common = { guarantee: 'linearizable', operations: operations.length } as const
  if (broken !== undefined) return { ...common, ...brokenVerdict(broken.search, model) }
  if (open.length === 0) return { ...common, ...heldVerdict(operations) }
  return { ...common, ...unknownVerdict(searches, budget) }
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

function beginSearch(
  own: readonly ObservedOperation[],
  model: SequentialModel,
  budget: Budget,
): KeySearch {
  const history = keyOperations(own, model)
  const transitions = new Transitions(model, history.operations)
  return { key: own[0].key, history, search: new Search(history, transitions, budget) }
}

/** Steps that each key gets in its first turn; twice as many in each later one. */
const FIRST_TURN = 20_000

/** Searches the keys in turns until one is broken, all held, or a limit is reached. Gives those that did not hold. */
function advanceAll(
  searches: readonly KeySearch[],
  budget: Budget,
): { readonly search: KeySearch; readonly isBroken: boolean }[] {
  let open = [...searches]
  for (let turn = FIRST_TURN; open.length > 0 && !budget.isReached; turn *= 2) {
    const left: KeySearch[] = []
    for (const one of open) {
      const standing = one.search.advance(turn)
      if (standing === 'broken') return [{ search: one, isBroken: true }]
      if (standing === 'unknown') left.push(one)
    }
    open = left
  }
  return open.map((search) => ({ search, isBroken: false }))
}

function heldVerdict(
  operations: readonly ObservedOperation[],
): Pick<Verdict, 'standing' | 'sentence' | 'vacuous'> {
  const sentence = `Each of ${operations.length} operations can be given a moment at which it took effect.`
  if (operations.some(({ isKnown }) => isKnown)) return { standing: 'held', sentence }
  return {
    standing: 'held',
    sentence,
    vacuous: 'No operation was answered: nothing was seen that could be wrong.',
  }
}

function unknownVerdict(
  searches: readonly KeySearch[],
  { reached }: Budget,
): Pick<Verdict, 'standing' | 'sentence' | 'stopped'> {
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  const ordered = sum(searches.map(({ search }) => search.best.ordered))
  const of = sum(searches.map(({ history }) => history.known))
  const { limit, value } = reached ?? { limit: 'stepLimit', value: 0 }
  return {
    standing: 'unknown',
    sentence: `The search ended at ${limit} (${value}), with ${ordered} of ${of} operations in order at best.`,
    stopped: { limit, value, ordered, of },
  }
}

function brokenVerdict(
  { key, history, search }: KeySearch,
  model: SequentialModel,
): Pick<Verdict, 'standing' | 'sentence' | 'proof'> {
  const { order, state } = search.best
  const ordered = order.map((place) => history.operations[place].id)
  const proof: Proof = {
    operations: history.operations.map(({ id }) => id),
    ordered,
    state: describeState(state, model),
    steps: history.operations.map((one) => `${describeOperation(one, model)}.`),
  }
  return {
    standing: 'broken',
    sentence: `No order of the operations on ${key} explains its answers.`,
    proof,
  }
}
