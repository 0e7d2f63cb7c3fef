import { ok } from '../../core/result.ts'
import { refuse } from './refusal.ts'
import type { Schema } from './schema.ts'
import { listed, quote } from './show.ts'

/** A number within bounds, both allowed. */
export function number(minimum: number, maximum: number, unit = ''): Schema<number> {
  return bounded(`a number ${range(minimum, maximum)}${unit}`, minimum, maximum, Number.isFinite)
}

/** A whole number within bounds, both allowed. */
export function whole(minimum: number, maximum: number): Schema<number> {
  const allowed = `a whole number ${range(minimum, maximum)}`
  return bounded(allowed, minimum, maximum, Number.isSafeInteger)
}

/** A share, 0 to 1. */
export const share: Schema<number> = number(0, 1)

export const boolean: Schema<boolean> = {
  allowed: 'true or false',
  read: (given, path) =>
    typeof given === 'boolean' ? ok(given) : refuse(path, given, boolean.allowed),
}

/** A text that says something, on one line. */
export function text(what = 'a text', maximumCharacters = 200): Schema<string> {
  const allowed = `${what} of 1 to ${maximumCharacters} characters`
  return {
    allowed,
    read: (given, path) =>
      typeof given === 'string' && given.trim() !== '' && given.length <= maximumCharacters
        ? ok(given)
        : refuse(path, given, allowed),
  }
}

/** One of a few words. */
export function oneOf<Word extends string>(...words: readonly Word[]): Schema<Word> {
  const allowed = listed(words.map(quote))
  return {
    allowed,
    read: (given, path) =>
      words.includes(given as Word)
        ? ok(given as Word)
        : refuse(
            path,
            given,
            allowed,
            typeof given === 'string' ? 'scenario/out-of-range' : undefined,
          ),
  }
}

/** A function of the user's; its source stands in the recipe. */
export function code<Callable extends (...parts: never[]) => unknown>(
  what: string,
): Schema<Callable> {
  return {
    allowed: what,
    read: (given, path) =>
      typeof given === 'function' ? ok(given as Callable) : refuse(path, given, what),
  }
}

function bounded(
  allowed: string,
  minimum: number,
  maximum: number,
  isKind: (given: unknown) => boolean,
): Schema<number> {
  return {
    allowed,
    read: (given, path) => {
      if (typeof given !== 'number') return refuse(path, given, allowed)
      const isAllowed = isKind(given) && given >= minimum && given <= maximum
      // Adding 0 turns -0 into 0, which JSON could not tell apart.
      return isAllowed ? ok(given + 0) : refuse(path, given, allowed, 'scenario/out-of-range')
    },
  }
}

function range(minimum: number, maximum: number): string {
  return `from ${minimum} to ${maximum}`
}

/** Something that can be switched off by `false`. */
export function orOff<Value>(schema: Schema<Value>): Schema<Value | undefined> {
  const allowed = `${schema.allowed}, or false for none`
  return {
    ...schema,
    allowed,
    read: (given, path) => {
      if (given === false) return ok(undefined)
      return given === true ? refuse(path, given, allowed) : schema.read(given, path)
    },
  }
}
