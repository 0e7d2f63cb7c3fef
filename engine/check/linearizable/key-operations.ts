import { NEVER_RETURNED, type ObservedOperation } from '../observed-history.ts'
import type { SequentialModel } from '../sequential-model.ts'
import { plainKey } from './plain-key.ts'

/**
 * The operations of one key as a search wants them.
 *
 * 1. Places 0 … known - 1 hold those of known outcome in order of call; those of unknown outcome follow, in order of call.
 * 2. Operations of known outcome must be put in order; the others may be, at any time after their call. Those of them that change no state are left out.
 */
export interface KeyOperations {
  readonly operations: readonly ObservedOperation[]
  readonly known: number
  readonly call: Int32Array
  readonly return: Int32Array
  /** 1 for a place whose operation changes no state. */
  readonly readOnly: Uint8Array
  /** Operations of one kind ask for the same and were answered the same. */
  readonly kind: Int32Array
  /** The places of unknown outcome, those of one kind together: they are used in order of call. */
  readonly lines: readonly (readonly number[])[]
}

export function keyOperations(
  history: readonly ObservedOperation[],
  model: SequentialModel,
): KeyOperations {
  const byCall = [...history].sort((a, b) => a.call - b.call)
  const certain = byCall.filter(({ isKnown }) => isKnown)
  const others = byCall.filter((one) => !one.isKnown && !isReadOnly(one, model))
  const operations = [...certain, ...others]
  const kind = kindsOf(operations)
  return {
    operations,
    known: certain.length,
    call: Int32Array.from(operations, ({ call }) => call),
    return: Int32Array.from(operations, (one) => (one.isKnown ? one.return : NEVER_RETURNED)),
    readOnly: Uint8Array.from(operations, (one) => Number(isReadOnly(one, model))),
    kind,
    lines: linesOf(kind, certain.length),
  }
}

const isReadOnly = ({ input, output }: ObservedOperation, model: SequentialModel): boolean =>
  model.isReadOnly?.(input, output) === true

/** Operations with the same input and the same answer have the same number; one whose input is not plain data has a number of its own. */
function kindsOf(operations: readonly ObservedOperation[]): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(operations, ({ input, output, isKnown }, place) => {
    const key = plainKey([isKnown, input, output]) ?? `operation ${place}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}

/** The places of unknown outcome by kind. */
function linesOf(kind: Int32Array, known: number): number[][] {
  const lines = new Map<number, number[]>()
  for (let place = known; place < kind.length; place++) {
    const line = lines.get(kind[place])
    if (line === undefined) lines.set(kind[place], [place])
    else line.push(place)
  }
  return [...lines.values()]
}
