import { fail, type Problem } from '../../core/result.ts'
import { show } from './show.ts'

export type ScenarioCode =
  | 'scenario/wrong-type'
  | 'scenario/out-of-range'
  | 'scenario/missing-field'
  | 'scenario/unknown-field'
  | 'scenario/unknown-name'
  | 'scenario/conflict'
  | 'scenario/not-data'
  | 'scenario/limit-reached'

type Failure = { readonly ok: false; readonly problem: Problem }

/** `model.write is 4, but must be a whole number from 1 to 3.` */
export function refuse(
  path: string,
  given: unknown,
  allowed: string,
  code?: ScenarioCode,
): Failure {
  if (given === undefined) {
    return problem('scenario/missing-field', `${subject(path)} is missing: it must be ${allowed}.`)
  }
  const sentence = `${subject(path)} is ${show(given)}, but must be ${allowed}.`
  return problem(code ?? 'scenario/wrong-type', sentence)
}

export const problem = (code: ScenarioCode, message: string): Failure => fail({ code, message })

/** The place that a sentence speaks of; the whole scenario has no name of its own. */
export const subject = (path: string): string => (path === '' ? 'The scenario' : path)

/** The path of a field within the value at `path`. */
export const within = (path: string, field: string | number): string => {
  if (typeof field === 'number') return `${path}[${field}]`
  return path === '' ? field : `${path}.${field}`
}
