import type { Explanation, Timeline } from '../../../engine/timeline/index.ts'
import type { Pinned } from './timeline-look.ts'

/** What is picked out: operations, and messages that they caused. */
export interface Picked {
  readonly operations: readonly number[]
  readonly messages: readonly number[]
  /** Of these the ones that should have brought what was missed. */
  readonly decisive: readonly number[]
}

export const NOTHING_PICKED: Picked = { operations: [], messages: [], decisive: [] }

/** An operation with all messages that carried it; a message with the operation that it was for. */
export function pickedBy(timeline: Timeline, pinned: Pinned | undefined): Picked {
  if (pinned === undefined) return NOTHING_PICKED
  if (pinned.kind === 'operation')
    return { operations: [pinned.id], messages: messagesOf(timeline, pinned.id), decisive: [] }
  const operation = timeline.messages.operation[pinned.id]
  return { operations: operation >= 0 ? [operation] : [], messages: [pinned.id], decisive: [] }
}

/** What is picked out, and the messages on which the reasons for it rest. */
export const withEvidence = (
  picked: Picked,
  { evidence, decisive }: Pick<Explanation, 'evidence' | 'decisive'>,
): Picked => ({
  ...picked,
  messages: [...new Set([...picked.messages, ...evidence])],
  decisive,
})

/** Messages that name an operation, and those that carried it besides others, ascending. */
export function messagesOf({ messages, run }: Timeline, operation: number): number[] {
  const found: number[] = []
  for (let id = 0; id < messages.length; id++) {
    if (messages.operation[id] === operation) found.push(id)
  }
  const { carried } = run.trace
  for (let pair = 0; pair < carried.length; pair++) {
    if (carried.operation[pair] === operation) found.push(carried.message[pair])
  }
  return [...new Set(found)].sort((a, b) => a - b)
}
