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
  const placeOf = placesOf(ids)
  const effect = Uint8Array.from(ids, (id) => effectIn(whole, id, placeOf))
  const source = Int32Array.from(ids, (id) => sourceIn(whole, id, placeOf))
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
    names: {
      ...whole.names,
      value: (place) => whole.names.value(ids[place]),
      number: (place) => whole.names.number?.(ids[place]) ?? ids[place],
    },
  }
}

type PlaceOf = (id: OperationId) => number | undefined

/** Where an operation stands among some; without a table when they follow one another. */
function placesOf(ids: readonly OperationId[]): PlaceOf {
  const first = ids[0] ?? 0
  if (ids.length > 0 && ids[ids.length - 1] - first === ids.length - 1) {
    return (id) => (id >= first && id - first < ids.length ? id - first : undefined)
  }
  const places = new Map(ids.map((id, place) => [id, place]))
  return (id) => places.get(id)
}

function effectIn({ effect, source }: RegisterHistory, id: number, placeOf: PlaceOf): Effect {
  const isOrphan =
    effect[id] === Effect.read && source[id] >= 0 && placeOf(source[id]) === undefined
  return isOrphan ? Effect.none : (effect[id] as Effect)
}

function sourceIn({ effect, source }: RegisterHistory, id: number, placeOf: PlaceOf): number {
  if (effect[id] !== Effect.read) return Source.nowhere
  return source[id] >= 0 ? (placeOf(source[id]) ?? Source.nowhere) : source[id]
}
