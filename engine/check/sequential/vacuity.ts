import { Effect, type RegisterHistory } from '../register-history.ts'

/** Why a history could not have broken sequential consistency, where it could not: only what a session did before a read can forbid its answer. */
export function vacuityOf({ length, effect, process }: RegisterHistory): {
  readonly vacuous?: string
} {
  const begun = new Set<number>()
  let hasReads = false
  for (let id = 0; id < length; id++) {
    if (effect[id] === Effect.none) continue
    if (effect[id] === Effect.read) {
      if (begun.has(process[id])) return {}
      hasReads = true
    }
    begun.add(process[id])
  }
  return {
    vacuous: hasReads
      ? 'No session read anything after another operation of its own, so any answers would have fitted.'
      : 'No read was answered, and writes alone can always be put in order.',
  }
}
