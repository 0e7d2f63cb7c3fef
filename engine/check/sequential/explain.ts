import type { OperationId } from '../../trace/event.ts'
import { Budget } from '../linearizable/budget.ts'
import { partOf } from '../part.ts'
import { Effect, type RegisterHistory } from '../register-history.ts'
import { firstThat, smallest } from '../smallest.ts'
import type { Proof } from '../verdict.ts'
import { deedText, processText, storyText } from '../words.ts'
import { derive } from './derivation.ts'
import { isContradictory, type Judgement, judge } from './judge.ts'

/** Steps that one attempt to leave something out may take; what is not shown by then is kept. */
const STEPS_AN_ATTEMPT = 5_000_000

/** Why some operations of a history have no order. */
export function explainBroken(
  history: RegisterHistory,
  shown: readonly OperationId[],
): { readonly sentence: string; readonly proof: Proof } {
  const isBroken = breakTest(history, shown)
  const first = firstThat(1, shown.length, (count) => isBroken(shown.slice(0, count)))
  const operations = smallest(shown.slice(0, first), isBroken)
  const before = shown.slice(0, first - 1)
  const ordered = judgePart(history, before).order?.map((place) => before[place])
  const last = operations[operations.length - 1]
  const sentence = `No order keeps every session and explains that ${processText(history, last)} ${deedText(history, last)}.`
  const steps = stepsOf(history, operations)
  if (ordered === undefined) return { sentence, proof: { operations, steps } }
  return { sentence, proof: { operations, ordered, state: stateAfter(history, ordered), steps } }
}

/** How to see that a part is broken: by inference where that shows it for all that is shown, which is quicker than to look for an order. */
function breakTest(
  history: RegisterHistory,
  shown: readonly OperationId[],
): (ids: readonly OperationId[]) => boolean {
  const isInferred = (ids: readonly OperationId[]) =>
    isContradictory(partOf(history, ids), new Budget({ stepLimit: STEPS_AN_ATTEMPT }))
  if (isInferred(shown)) return isInferred
  return (ids) => judgePart(history, ids).standing === 'broken'
}

const judgePart = (history: RegisterHistory, ids: readonly OperationId[]): Judgement =>
  judge(partOf(history, ids), new Budget({ stepLimit: STEPS_AN_ATTEMPT }))

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
