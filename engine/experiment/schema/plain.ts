import { ok, type Problem, type Result } from '../../core/result.ts'
import { problem, refuse, subject, within } from './refusal.ts'

/** Levels of lists and objects within each other. */
export const MAXIMUM_DEPTH = 24
/** Values in all: enough for a hundred thousand measured latencies, and an end for what refers to itself in new ways. */
export const MAXIMUM_VALUES = 200_000

/**
 * A deep copy of what a user gave, made of plain objects, lists, primitives and functions alone. What cannot be data is refused: accessors, cycles,
 * instances of classes. After it nothing that the user does, or that runs when a field is read, can change the scenario.
 */
export function toPlain(given: unknown, path = ''): Result<unknown> {
  try {
    return new Copy().copy(given, path, 0)
  } catch (thrown) {
    // A proxy may throw when it is looked at.
    return problem('scenario/not-data', `${subject(path)} cannot be read: ${reason(thrown)}.`)
  }
}

class Copy {
  private values = 0
  private readonly open = new Set<object>()

  copy(given: unknown, path: string, depth: number): Result<unknown> {
    if (++this.values > MAXIMUM_VALUES) return tooMany()
    if (typeof given !== 'object' || given === null) return ok(given)
    if (this.open.has(given)) return notData(path, 'contains itself')
    if (depth === MAXIMUM_DEPTH) return notData(path, `lies more than ${MAXIMUM_DEPTH} levels deep`)
    this.open.add(given)
    const copied = Array.isArray(given)
      ? this.copyList(given, path, depth)
      : this.copyObject(given, path, depth)
    this.open.delete(given)
    return copied
  }

  private copyList(given: readonly unknown[], path: string, depth: number): Result<unknown> {
    if (given.length > MAXIMUM_VALUES) return tooMany()
    const list: unknown[] = []
    for (let index = 0; index < given.length; index++) {
      const copied = this.copyField(given, String(index), within(path, index), depth)
      if (!copied.ok) return copied
      list.push(copied.value)
    }
    return ok(list)
  }

  private copyObject(given: object, path: string, depth: number): Result<unknown> {
    if (!isPlainObject(given))
      return refuse(path, given, 'a plain object, not an instance of a class')
    const fields = new Map<string, unknown>()
    for (const name of Object.keys(given)) {
      const copied = this.copyField(given, name, within(path, name), depth)
      if (!copied.ok) return copied
      if (copied.value !== undefined) fields.set(name, copied.value)
    }
    return ok(Object.fromEntries(fields))
  }

  private copyField(given: object, name: string, path: string, depth: number): Result<unknown> {
    const property = Object.getOwnPropertyDescriptor(given, name)
    if (property?.get || property?.set) return notData(path, 'is a getter or setter')
    return this.copy(property?.value, path, depth + 1)
  }
}

export type PlainObject = Readonly<Record<string, unknown>>

/** Made by `{…}`, in this realm or another. */
export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const notData = (path: string, what: string) =>
  problem('scenario/not-data', `${subject(path)} ${what}, but must be plain data.`)

const tooMany = () =>
  problem('scenario/not-data', `The scenario holds more than ${MAXIMUM_VALUES} values.`)

function reason(thrown: unknown): string {
  const message: Problem['message'] = thrown instanceof Error ? thrown.message : String(thrown)
  return message.replace(/[.\s]+$/, '')
}
