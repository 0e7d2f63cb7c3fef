import type { OperationId } from '../trace/event.ts'
import { Effect, type RegisterHistory, Source } from './register-history.ts'

/** Some operations of a history as a history of their own. */
export interface Part extends RegisterHistory {
  /** What each operation is called in the whole. */
  readonly ids: readonly OperationId[]
}

/**
 * A part of a history: what holds for the whole holds for it, too. Reads of writes that are left out say nothing any more, nor does what writes were based on.
 * @param ids in rising order
 */
export function partOf(whole: RegisterHistory, ids: readonly OperationId[]): Part {
  const places = new Map(ids.map((id, place) => [id, place]))
  const effect = Uint8Array.from(ids, (id) => effectIn(whole, id, places))
  const source = Int32Array.from(ids, (id) => sourceIn(whole, id, places))
  return {
    ids,
    length: ids.length,
    effect,
    process: Int32Array.from(ids, (id) => whole.process[id]),
    key: Int32Array.from(ids, (id) => whole.key[id]),
    call: Int32Array.from(ids, (id) => whole.call[id]),
    return: Int32Array.from(ids, (id) => whole.return[id]),
    source,
    invokedMicros: Float64Array.from(ids, (id) => whole.invokedMicros[id]),
    returnedMicros: Float64Array.from(ids, (id) => whole.returnedMicros[id]),
    sources: (place) => (source[place] >= 0 ? [source[place]] : []),
    names: { ...whole.names, value: (place) => whole.names.value(ids[place]) },
  }
}

function effectIn(
  { effect, source }: RegisterHistory,
  id: number,
  places: Map<number, number>,
): Effect {
  const isOrphan = effect[id] === Effect.read && source[id] >= 0 && !places.has(source[id])
  return isOrphan ? Effect.none : (effect[id] as Effect)
}

function sourceIn(
  { effect, source }: RegisterHistory,
  id: number,
  places: Map<number, number>,
): number {
  if (effect[id] !== Effect.read) return Source.nowhere
  return source[id] >= 0 ? (places.get(source[id]) ?? Source.nowhere) : source[id]
}
