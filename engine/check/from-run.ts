import type { OperationId } from '../trace/event.ts'
import { Action, type History, Outcome } from '../trace/history.ts'
import { positionsOf } from './positions.ts'
import { Effect, type HistoryNames, type RegisterHistory, Source } from './register-history.ts'

/** A run's history as one of registers: the recorder knows which write each read saw, so values need not be told apart. */
export function registersOfRun(history: History, names: HistoryNames): RegisterHistory {
  const positions = positionsOf(history)
  return {
    length: history.length,
    effect: effectsOf(history),
    process: history.session,
    key: history.key,
    call: positions.call,
    return: positions.return,
    source: sourcesOf(history),
    invokedMicros: history.invoked,
    returnedMicros: history.returned,
    sources: (id) => history.sources(id),
    names,
  }
}

function effectsOf({ length, action, outcome }: History): Uint8Array {
  const effects = new Uint8Array(length)
  for (let id = 0; id < length; id++) effects[id] = effectOf(action[id], outcome[id])
  return effects
}

function effectOf(action: number, outcome: number): Effect {
  if (action === Action.read) return outcome === Outcome.ok ? Effect.read : Effect.none
  return outcome === Outcome.fail ? Effect.none : Effect.write
}

function sourcesOf(history: History): Int32Array {
  const source = new Int32Array(history.length)
  for (let id = 0; id < history.length; id++) {
    source[id] = sourceOf(history, id)
  }
  return source
}

function sourceOf(history: History, id: OperationId): number {
  if (history.action[id] === Action.write && !history.isBased(id)) return Source.nowhere
  return history.sources(id).length > 1 ? Source.several : history.soleSource(id)
}
