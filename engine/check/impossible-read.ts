import type { OperationId } from '../trace/event.ts'
import { Effect, type RegisterHistory, Source } from './register-history.ts'
import type { Proof } from './verdict.ts'
import { deedText, processText } from './words.ts'

/** The first read, by number, of what no register can have held: several values at once, one that nobody wrote, or one whose write was certainly not done. */
export function impossibleRead(history: RegisterHistory): OperationId | undefined {
  for (let id = 0; id < history.length; id++) {
    if (history.effect[id] === Effect.read && isImpossible(history, id)) return id
  }
  return undefined
}

function isImpossible(
  { source, effect, key, length }: RegisterHistory,
  read: OperationId,
): boolean {
  const write = source[read]
  if (write === Source.initial) return false
  const isWrite = write >= 0 && write < length && effect[write] === Effect.write
  return !isWrite || key[write] !== key[read]
}

/** Why a read is impossible, in one sentence, and the operations that show it. */
export function explainImpossible(
  history: RegisterHistory,
  read: OperationId,
): { readonly sentence: string; readonly proof: Proof } {
  const writes = history.sources(read).filter((id) => id >= 0 && id < history.length)
  const deeds = [...writes, read].map(
    (id) => `${processText(history, id)} ${deedText(history, id)}`,
  )
  const why = reasonOf(history, read)
  return {
    sentence: `${deeds[deeds.length - 1]}: ${why}.`,
    proof: {
      operations: [...writes, read].sort((a, b) => a - b),
      steps: [...deeds.map((deed) => `${deed}.`), `That cannot be: ${why}.`],
    },
  }
}

function reasonOf({ source, length, effect }: RegisterHistory, read: OperationId): string {
  const write = source[read]
  if (write === Source.several) return 'a register has one value at a time'
  if (write < 0 || write >= length) return 'nobody wrote that'
  return effect[write] === Effect.none
    ? 'that write was certainly not done'
    : 'that was written to another key'
}
