import type { ObservedOperation } from '../observed-history.ts'
import type { SequentialModel } from '../sequential-model.ts'
import type { KeyOperations } from './key-operations.ts'

/** Where an object could not have answered so. */
export const IMPOSSIBLE = -1

/** The states of an object by small numbers, and where each operation leads from each; a step is asked of the model once. */
export class Transitions {
  static readonly INITIAL = 0
  private readonly model: SequentialModel
  private readonly operations: readonly ObservedOperation[]
  private readonly kind: Int32Array
  private readonly states: unknown[] = []
  private readonly numbers = new Map<unknown, number>()
  private readonly known = new Map<number, number>()

  constructor(model: SequentialModel, { operations, kind }: KeyOperations) {
    this.model = model
    this.operations = operations
    this.kind = kind
    this.numberOf(model.initial)
  }

  /** The state after operation `index` in `state`, or `IMPOSSIBLE`. */
  after(state: number, index: number): number {
    const place = state * this.operations.length + this.kind[index]
    let next = this.known.get(place)
    if (next === undefined) {
      next = this.compute(state, index)
      this.known.set(place, next)
    }
    return next
  }

  state(number: number): unknown {
    return this.states[number]
  }

  private compute(state: number, index: number): number {
    const { input, output } = this.operations[index]
    const next = this.model.step(this.states[state], input, output)
    return next === undefined ? IMPOSSIBLE : this.numberOf(next)
  }

  private numberOf(state: unknown): number {
    const identity = identityOf(this.model, state)
    const existing = this.numbers.get(identity)
    if (existing !== undefined) return existing
    this.numbers.set(identity, this.states.length)
    return this.states.push(state) - 1
  }
}

/** The same for equal states. */
export function identityOf(model: SequentialModel, state: unknown): unknown {
  if (model.identify !== undefined) return model.identify(state)
  return typeof state === 'object' ? JSON.stringify(state) : state
}
