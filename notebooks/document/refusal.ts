import { fail, ok, type Problem, type Result } from '../../engine/index.ts'

/** Carries a problem from deep inside a reader to its public face, which gives it as a value. */
export class Refusal extends Error {
  readonly problem: Problem

  constructor(code: string, message: string) {
    super(message)
    this.problem = { code, message }
  }
}

/** The value of `work`, or the problem that it refused with. Any other error is a bug and stays thrown. */
export function attempt<Value>(work: () => Value): Result<Value> {
  try {
    return ok(work())
  } catch (error) {
    if (error instanceof Refusal) return fail(error.problem)
    throw error
  }
}
