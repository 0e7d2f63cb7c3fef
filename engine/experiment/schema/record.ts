import { ok, type Result } from '../../core/result.ts'
import { nearest } from './nearest.ts'
import { isPlainObject, type PlainObject } from './plain.ts'
import { problem, refuse, within } from './refusal.ts'
import type { Field, NamedField, Schema } from './schema.ts'
import { listed } from './show.ts'

/** A field that must be there. */
export const required = <Value>(schema: Schema<Value>, meaning: string): Field<Value> => ({
  schema,
  meaning,
  presence: { kind: 'required' },
})

/** A field that may be left out; `otherwise` says what holds then. */
export const optional = <Value>(
  schema: Schema<Value>,
  meaning: string,
  otherwise: string,
): Field<Value | undefined> => ({ schema, meaning, presence: { kind: 'optional', otherwise } })

/** A field with a default, given as a user would write it. */
export const withDefault = <Value>(
  schema: Schema<Value>,
  value: unknown,
  meaning: string,
): Field<Value> => ({ schema, meaning, presence: { kind: 'default', value } })

/** One field for each field of the spec's type: the compiler finds what one has and the other has not. */
export type FieldsOf<Spec> = { readonly [Name in keyof Spec]-?: Field<unknown> }

/** What reading a record gives. */
export type RecordOf<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Field<infer Value> ? Value : never
}

/** An object of named fields and no others. @param what as in "must be a link: an object of …" */
export function record<Fields extends Readonly<Record<string, Field<unknown>>>>(
  what: string,
  fields: Fields,
): Schema<RecordOf<Fields>> {
  // The order of a literal's own names is that of the source: see ECMAScript, OrdinaryOwnPropertyKeys.
  const named = Object.keys(fields).map((name): NamedField => ({ name, ...fields[name] }))
  const names = named.map(({ name }) => name)
  const allowed = `${what}: an object of ${listed(names, 'and')}`
  return {
    allowed,
    parts: { kind: 'record', fields: named },
    read: (given, path) => {
      if (!isPlainObject(given)) return refuse(path, given, allowed)
      const stranger = Object.keys(given).find((name) => !names.includes(name))
      if (stranger !== undefined) return unknownField(path, stranger, names)
      return readFields(named, given, path) as Result<RecordOf<Fields>>
    },
  }
}

function readFields(fields: readonly NamedField[], given: PlainObject, path: string) {
  const entries: [string, unknown][] = []
  for (const field of fields) {
    const read = readField(field, given, path)
    if (!read.ok) return read
    entries.push([field.name, read.value])
  }
  return ok(Object.fromEntries(entries))
}

function readField(field: NamedField, given: PlainObject, path: string): Result<unknown> {
  const { name, schema, presence } = field
  const value = Object.hasOwn(given, name) ? given[name] : undefined
  if (value !== undefined) return schema.read(value, within(path, name))
  if (presence.kind === 'optional') return ok(undefined)
  return schema.read(presence.kind === 'default' ? presence.value : undefined, within(path, name))
}

/** `workload.cients is not a field; did you mean clients? Allowed: clients, rate.` */
export function unknownField(path: string, stranger: string, names: readonly string[]) {
  const place = within(path, stranger.slice(0, 60))
  if (names.length === 0) {
    const sentence = `${place} is not a field: nothing can be said here but the kind.`
    return problem('scenario/unknown-field', sentence)
  }
  const meant = nearest(stranger, names)
  const question = meant === undefined ? '.' : `; did you mean ${meant}?`
  const sentence = `${place} is not a field${question} Allowed: ${names.join(', ')}.`
  return problem('scenario/unknown-field', sentence)
}
