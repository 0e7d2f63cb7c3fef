import { Effect, type RegisterHistory, Source } from '../register-history.ts'
import type { Proof } from '../verdict.ts'
import { orderBefore } from './register-order.ts'
import type { Trouble } from './register-sweep.ts'
import { Words } from './words.ts'
import { clusterOf } from './zones.ts'

export interface Explanation {
  readonly sentence: string
  readonly proof: Proof
}

export function explain(history: RegisterHistory, trouble: Trouble): Explanation {
  const argument = argue(history, trouble)
  const ordered = orderBefore(history, argument.key, trouble.at)
  return {
    sentence: argument.sentence,
    proof: {
      operations: argument.operations,
      ordered,
      state: stateAfter(history, argument.key, ordered),
      steps: argument.steps,
    },
  }
}

interface Argument {
  readonly key: number
  readonly sentence: string
  readonly operations: readonly number[]
  readonly steps: readonly string[]
}

function argue(history: RegisterHistory, trouble: Trouble): Argument {
  if (trouble.kind === 'impossible') return argueImpossible(history, trouble.read)
  if (trouble.kind === 'future') return argueFuture(history, trouble.read)
  return argueCrossed(history, trouble.one, trouble.other)
}

function argueImpossible(history: RegisterHistory, read: number): Argument {
  const words = new Words(history)
  const writes = [...history.sources(read)].filter((id) => id >= 0)
  const why = whyImpossible(history, read)
  return {
    key: history.key[read],
    sentence: `${words.full(read)}: ${why}.`,
    operations: [read, ...writes].sort((a, b) => a - b),
    steps: [...writes.map((id) => `${words.full(id)}.`), `${words.full(read)}.`, `${why}.`],
  }
}

function whyImpossible({ source, length }: RegisterHistory, read: number): string {
  if (source[read] === Source.several) return 'a register has one value at a time'
  const isWrite = source[read] >= 0 && source[read] < length
  return isWrite ? 'that write was certainly not done' : 'nobody wrote that'
}

function argueFuture(history: RegisterHistory, read: number): Argument {
  const words = new Words(history)
  const write = history.source[read]
  return {
    key: history.key[read],
    sentence: `${words.full(read)} before that was written.`,
    operations: [read, write].sort((a, b) => a - b),
    steps: [
      `${words.full(read)}.`,
      `${words.full(write)}.`,
      'The read was over before the write of its value was called.',
    ],
  }
}

/** The write of a cluster that stands for what was there at first. */
const INITIAL = -1

function argueCrossed(history: RegisterHistory, one: number, other: number): Argument {
  const crossing = shortestCrossing(history, one, other)
  const { before, after, back, late } = crossing
  const words = new Words(history)
  const operations = operationsOf(crossing)
  const read = operations.reduce((a, b) => (history.call[b] > history.call[a] ? b : a))
  const [last, next] = clusterOf(history, read) === one ? [one, other] : [other, one]
  const textOf = (cluster: number) =>
    cluster >= history.length ? 'nothing' : history.names.value(cluster)
  const step = (first: number, second: number, value: string, nextValue: string) =>
    first === INITIAL
      ? `${words.key(second)} held nothing before ${words.short(second)}: ${value} comes before ${nextValue}.`
      : `${words.short(first)} was over before ${words.short(second)} began: ${value} comes before ${nextValue}.`
  return {
    key: history.key[read],
    sentence: `${words.full(read)} when ${textOf(next)} must have taken the place of ${textOf(last)}.`,
    operations,
    steps: [
      ...operations.map((id) => `${words.full(id)}.`),
      step(before, after, textOf(one), textOf(other)),
      step(back, late, textOf(other), textOf(one)),
      'Each value was written once, so no order of the operations has both.',
    ],
  }
}

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
  const name = history.names.key(key)
  if (ordered.length === 0) return `${name} was never written`
  return `${name} = ${new Words(history).value(ordered[ordered.length - 1])}`
}
