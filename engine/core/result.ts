/** An expected failure: a value with a stable code and one sentence for a person. */
export interface Problem {
  /** Stable, slash-separated: `scenario/out-of-range`, `document/not-json`. */
  readonly code: string
  /** What is wrong, where, and what is allowed, in one sentence. */
  readonly message: string
}

export type Result<Value, Failure extends Problem = Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Failure }

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
})

export const fail = <Failure extends Problem>(
  problem: Failure,
): { readonly ok: false; readonly problem: Failure } => ({ ok: false, problem })
