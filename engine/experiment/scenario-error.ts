import type { Problem, Result } from '../core/result.ts'

/** A scenario, or a step on a cluster, that cannot be: the message is one sentence that says what is allowed. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
  /** Stable: `scenario/out-of-range`, `scenario/unknown-field`. */
  readonly code: string

  constructor({ code, message }: Problem) {
    super(message)
    this.code = code
  }
}

/** The value, or its problem thrown: for the functions that a cell calls. */
export function orThrow<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new ScenarioError(result.problem)
  return result.value
}
