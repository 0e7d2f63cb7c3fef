import type { RegisterInput, RegisterOutput } from '../models/register.ts'
import { describeValue, type Value } from '../models/value.ts'
import type { ObservedHistory, ObservedOperation } from '../observed-history.ts'
import { Effect, type HistoryNames, type RegisterHistory, Source } from '../register-history.ts'
import { momentsOf } from './observed-words.ts'

/**
 * A history of reads and writes as one of registers, where a read names its write: possible when no value was written twice to a key, nor the one that was
 * there at first. Undefined otherwise.
 * @param initial what a key holds before its first write; default: null
 */
export function registersOf(
  observed: ObservedHistory<RegisterInput, RegisterOutput>,
  initial: Value = null,
): RegisterHistory | undefined {
  const { operations } = observed
  const keys = new Keys(operations, initial)
  if (!keys.areUnique) return undefined
  const source = Int32Array.from(operations, (one) => keys.sourceOf(one))
  return {
    length: operations.length,
    effect: Uint8Array.from(operations, effectOf),
    process: Int32Array.from(operations, ({ process }) => process),
    key: Int32Array.from(operations, ({ key }) => keys.numberOf(key)),
    call: Int32Array.from(operations, ({ call }) => call),
    return: Int32Array.from(operations, (one) => one.return),
    source,
    invokedMicros: Float64Array.from(
      operations,
      ({ invokedMicros, call }) => invokedMicros ?? call,
    ),
    returnedMicros: Float64Array.from(operations, (one) => one.returnedMicros ?? one.return),
    sources: (id) => (source[id] >= 0 ? [source[id]] : []),
    names: namesOf(operations, keys),
  }
}

function effectOf({ input, isKnown }: ObservedOperation<RegisterInput, RegisterOutput>): Effect {
  if (input.action === 'write') return Effect.write
  return isKnown ? Effect.read : Effect.none
}

/** The keys by number, and who wrote which value to each. */
class Keys {
  readonly names: string[] = []
  /** Whether no value was written twice to a key. */
  readonly areUnique: boolean
  private readonly numbers = new Map<string, number>()
  private readonly writers: Map<Value, number>[] = []

  constructor(
    operations: readonly ObservedOperation<RegisterInput, RegisterOutput>[],
    initial: Value,
  ) {
    this.areUnique = operations.every(({ id, key, input }) => {
      const number = this.add(key, initial)
      return input.action === 'read' || this.isFirst(number, input.value, id)
    })
  }

  numberOf(key: string): number {
    return this.numbers.get(key) as number
  }

  sourceOf(one: ObservedOperation<RegisterInput, RegisterOutput>): number {
    if (one.input.action === 'write' || one.output === undefined) return Source.nowhere
    return this.writers[this.numberOf(one.key)].get(one.output) ?? Source.nowhere
  }

  private add(key: string, initial: Value): number {
    const existing = this.numbers.get(key)
    if (existing !== undefined) return existing
    this.numbers.set(key, this.names.length)
    this.writers.push(new Map([[initial, Source.initial]]))
    return this.names.push(key) - 1
  }

  private isFirst(key: number, value: Value, writer: number): boolean {
    if (this.writers[key].has(value)) return false
    this.writers[key].set(value, writer)
    return true
  }
}

function namesOf(
  operations: readonly ObservedOperation<RegisterInput, RegisterOutput>[],
  keys: Keys,
): HistoryNames {
  return {
    process: (process) => `process ${process}`,
    key: (key) => keys.names[key],
    value: (write) => {
      const { input } = operations[write]
      return input.action === 'write' ? describeValue(input.value) : '?'
    },
    time: momentsOf(operations),
  }
}
