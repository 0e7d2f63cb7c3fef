import { Budget } from '../linearizable/budget.ts'
import { partOf } from '../part.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import { firstThat, smallest } from '../smallest.ts'
import type { Proof } from '../verdict.ts'
import { deedText, processText, storyText } from '../words.ts'
import { derive } from './derivation.ts'
import { judge } from './judge.ts'

/** Steps that one attempt to leave something out may take; what is not shown by then is kept. */
const STEPS_AN_ATTEMPT = 2_000_000

/** Why the first operations of a history, as many as told, have no order. */
export function explainBroken(
  history: RegisterHistory,
  beginning: number,
  isOutOfTime?: () => boolean,
): { readonly sentence: string; readonly proof: Proof } {
  const judgePart = (ids: readonly number[]) =>
    judge(partOf(history, ids), new Budget({ stepLimit: STEPS_AN_ATTEMPT, isOutOfTime }))
  const isBroken = (ids: readonly number[]) => judgePart(ids).standing === 'broken'
  const first = firstThat(1, beginning, (count) => isBroken(range(count)))
  const operations = smallest(range(first), isBroken)
  const ordered = judgePart(range(first - 1)).order
  const last = operations[operations.length - 1]
  const sentence = `No order keeps every session and explains that ${processText(history, last)} ${deedText(history, last)}.`
  const steps = stepsOf(history, operations)
  if (ordered === undefined) return { sentence, proof: { operations, steps } }
  return { sentence, proof: { operations, ordered, state: stateAfter(history, ordered), steps } }
}

const range = (count: number): number[] => Array.from({ length: count }, (_, id) => id)

function stepsOf(history: RegisterHistory, operations: readonly number[]): readonly string[] {
  const part = partOf(history, operations)
  const all = operations.map((_, place) => place)
  const processes = [...new Set(part.process)]
  const stories = processes.map((process) => {
    const own = all.filter((place) => part.process[place] === process)
    return `${storyText(part, own)}.`
  })
  return (
    derive(part) ?? [...stories, 'No order of these keeps every session and explains every read.']
  )
}

/** What each key holds after operations in an order. */
function stateAfter({ effect, key, names }: RegisterHistory, order: readonly number[]): string {
  const values = new Map<number, number>()
  for (const id of order) if (effect[id] === Effect.write) values.set(key[id], id)
  if (values.size === 0) return 'nothing was written'
  const entries = [...values].sort(([a], [b]) => a - b)
  return entries.map(([number, write]) => `${names.key(number)} = ${names.value(write)}`).join(', ')
}
