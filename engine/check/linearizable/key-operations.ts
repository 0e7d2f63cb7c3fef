import { NEVER_RETURNED, type ObservedOperation } from '../observed-history.ts'
import type { SequentialModel } from '../sequential-model.ts'

/**
 * The operations of one key as a search wants them.
 *
 * 1. Places 0 … known - 1 hold those of known outcome in order of call; those of unknown outcome follow, in order of call.
 * 2. Operations of known outcome must be put in order; the others may be, at any time after their call.
 */
export interface KeyOperations {
  readonly operations: readonly ObservedOperation[]
  readonly known: number
  readonly call: Int32Array
  readonly return: Int32Array
  /** 1 for a place whose operation changes no state. */
  readonly readOnly: Uint8Array
  /** For each place of unknown outcome, the one before it that asked for the same, else -1: they are used in order of call. */
  readonly twin: Int32Array
}

export function keyOperations(
  history: readonly ObservedOperation[],
  model: SequentialModel,
): KeyOperations {
  const byCall = [...history].sort((a, b) => a.call - b.call)
  const certain = byCall.filter(({ isKnown }) => isKnown)
  const operations = [...certain, ...byCall.filter(({ isKnown }) => !isKnown)]
  return {
    operations,
    known: certain.length,
    call: Int32Array.from(operations, ({ call }) => call),
    return: Int32Array.from(operations, (one) => (one.isKnown ? one.return : NEVER_RETURNED)),
    readOnly: Uint8Array.from(operations, (one) => Number(isReadOnly(one, model))),
    twin: twinsOf(operations, certain.length),
  }
}

const isReadOnly = ({ isKnown, input, output }: ObservedOperation, model: SequentialModel) =>
  isKnown && model.isReadOnly?.(input, output) === true

function twinsOf(operations: readonly ObservedOperation[], known: number): Int32Array {
  const twins = new Int32Array(operations.length).fill(-1)
  for (let place = known; place < operations.length; place++) {
    for (let other = place - 1; other >= known && twins[place] < 0; other--) {
      if (isSame(operations[place].input, operations[other].input)) twins[place] = other
    }
  }
  return twins
}

/** Whether two inputs ask for the same; inputs that are not plain data are the same only when they are one. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (!isPlain(one) || !isPlain(other)) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const names = Object.keys(one)
  if (names.length !== Object.keys(other).length) return false
  return names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null
}
