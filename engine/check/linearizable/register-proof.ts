import { explainImpossible } from '../impossible-read.ts'
import { NEVER_RETURNED } from '../observed-history.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import type { Proof } from '../verdict.ts'
import { deedText, processText, versionText } from '../words.ts'
import { type FirstBreak, firstBreak } from './first-break.ts'
import { orderBefore } from './register-order.ts'
import type { Trouble } from './register-sweep.ts'
import { clusterOf } from './zones.ts'

/** Why a history of registers is not linearizable: by what shows it first. */
export function explain(history: RegisterHistory, trouble: Trouble): Explanation {
  const broken = firstBreak(history, trouble)
  const { key, position } = broken
  const { sentence, operations, steps } = argue(history, broken)
  const ordered = orderBefore(history, key, position)
  const state = stateAfter(history, key, ordered)
  return { sentence, proof: { operations, ordered, state, steps } }
}

export interface Explanation {
  readonly sentence: string
  readonly proof: Proof
}

interface Argument {
  readonly sentence: string
  readonly operations: readonly number[]
  readonly steps: readonly string[]
}

function argue(history: RegisterHistory, { seen, trouble }: FirstBreak): Argument {
  if (trouble.kind === 'crossed') return argueCrossed(history, seen, trouble.one, trouble.other)
  return trouble.kind === 'future'
    ? argueFuture(history, trouble.read)
    : argueImpossible(history, trouble.read)
}

function argueImpossible(history: RegisterHistory, read: number): Argument {
  const { sentence, proof } = explainImpossible(history, read)
  return { sentence, operations: proof.operations, steps: proof.steps }
}

function argueFuture(history: RegisterHistory, read: number): Argument {
  const write = history.source[read]
  return {
    sentence: `${accountOf(history, read)} before that was written.`,
    operations: [read, write].sort((a, b) => a - b),
    steps: [
      `${accountOf(history, read)}.`,
      `${accountOf(history, write)}.`,
      'The read was over before the write of its value was called.',
    ],
  }
}

/** The write of a cluster that stands for what was there at first. */
const INITIAL = -1

function argueCrossed(
  history: RegisterHistory,
  seen: RegisterHistory,
  one: number,
  other: number,
): Argument {
  const crossing = shortestCrossing(seen, one, other)
  const { before, after, back, late } = crossing
  const operations = operationsOf(crossing)
  const read = operations.reduce((a, b) => (history.call[b] > history.call[a] ? b : a))
  const [last, next] = clusterOf(history, read) === one ? [one, other] : [other, one]
  const place = `${valueOfCluster(history, next)} must have taken the place of ${valueOfCluster(history, last)}`
  return {
    sentence: `${accountOf(history, read)} when ${place}.`,
    operations,
    steps: [
      ...operations.map((id) => `${accountOf(history, id)}.`),
      orderStep(history, before, after, one, other),
      orderStep(history, back, late, other, one),
      'Each value was written once, so no order of the operations has both.',
    ],
  }
}

/** Why the value of one cluster comes before that of another. */
function orderStep(
  history: RegisterHistory,
  first: number,
  second: number,
  one: number,
  other: number,
): string {
  const order = `${valueOfCluster(history, one)} comes before ${valueOfCluster(history, other)}`
  if (first === INITIAL) return `Nothing was there before the first write: ${order}.`
  return `Operation ${first} was over before operation ${second} began: ${order}.`
}

const valueOfCluster = ({ length, names }: RegisterHistory, cluster: number): string =>
  cluster < length ? names.value(cluster) : 'nothing'

/** `before` of one cluster was over before `after` of the other began; `back` of the other was over before `late` of the one began. */
interface Crossing {
  readonly before: number
  readonly after: number
  readonly back: number
  readonly late: number
  readonly writes: readonly number[]
}

function operationsOf({ before, after, back, late, writes }: Crossing): number[] {
  const all = new Set([...writes, before, after, back, late])
  all.delete(INITIAL)
  return [...all].sort((a, b) => a - b)
}

/** Of the members that can show it, those that make the fewest operations. */
function shortestCrossing(history: RegisterHistory, one: number, other: number): Crossing {
  const { call, return: returned } = history
  const [ones, others] = [extremes(history, one), extremes(history, other)]
  const isBefore = (a: number, b: number) =>
    b !== INITIAL && (a === INITIAL || returned[a] < call[b])
  const pairs = (from: readonly number[], to: readonly number[]) =>
    from.flatMap((a) => to.filter((b) => isBefore(a, b)).map((b) => [a, b] as const))
  const writes = [ones[0], others[0]]
  const crossings = pairs(ones, others).flatMap(([before, after]) =>
    pairs(others, ones).map(([back, late]) => ({ before, after, back, late, writes })),
  )
  return crossings.reduce((a, b) => (operationsOf(b).length < operationsOf(a).length ? b : a))
}

/** The write of a cluster, then what returned first in it and what was called last. */
function extremes(history: RegisterHistory, cluster: number): number[] {
  const { length, effect, call, return: returned } = history
  const write = cluster < length ? cluster : INITIAL
  const members: number[] = []
  for (let id = 0; id < length; id++) {
    if (effect[id] === Effect.read && clusterOf(history, id) === cluster) members.push(id)
  }
  if (members.length === 0) return [write]
  const first = members.reduce((a, b) => (returned[b] < returned[a] ? b : a))
  const last = members.reduce((a, b) => (call[b] > call[a] ? b : a))
  return [write, first, last]
}

function stateAfter(history: RegisterHistory, key: number, ordered: readonly number[]): string {
  const { names, effect, source, length } = history
  const last = ordered[ordered.length - 1]
  const write = last === undefined || effect[last] === Effect.write ? last : source[last]
  const isWritten = write !== undefined && write >= 0 && write < length
  return isWritten ? versionText(history, write) : `nothing at ${names.key(key)}`
}

/** `c1 wrote k1 = 5 (operation 17) from 1.2 s to 1.3 s` */
function accountOf(history: RegisterHistory, id: number): string {
  const { invokedMicros, returnedMicros, names, return: returned } = history
  const deed = `${processText(history, id)} ${deedText(history, id)}`
  const from = names.time(invokedMicros[id])
  if (returned[id] === NEVER_RETURNED) return `${deed} from ${from} on, outcome unknown`
  return `${deed} from ${from} to ${names.time(returnedMicros[id])}`
}
