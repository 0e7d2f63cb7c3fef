import { isPlainObject } from './plain.ts'
import { problem, refuse, subject, within } from './refusal.ts'
import type { Schema } from './schema.ts'
import { listed, quote, show } from './show.ts'

type Members = Readonly<Record<string, Schema<unknown>>>
type ReadMember<M extends Members> = {
  [Tag in keyof M]: M[Tag] extends Schema<infer Value> ? { readonly kind: Tag } & Value : never
}[keyof M]

/**
 * One of several records, told apart by its field `kind`. A member's record does not name `kind` itself.
 * @param what as in "must be …": `a latency`
 */
export function union<const M extends Members>(what: string, members: M): Schema<ReadMember<M>> {
  const tags = Object.keys(members)
  const allowed = `${what} (of kind ${listed(tags)})`
  return {
    allowed,
    parts: { kind: 'union', members: tags.map((tag) => ({ tag, schema: members[tag] })) },
    read: (given, path) => {
      if (typeof given === 'function') return refuseMaker(path, given.name, allowed)
      if (typeof given === 'string' && tags.includes(given)) return refuseTag(path, given, what)
      if (!isPlainObject(given)) return refuse(path, given, allowed)
      const { kind, ...fields } = given
      const known = typeof kind === 'string' && tags.includes(kind)
      if (!known) return refuseKind(path, kind, tags)
      const read = members[kind].read(fields, path)
      if (!read.ok) return read
      return { ok: true, value: { kind, ...(read.value as object) } as ReadMember<M> }
    },
  }
}

/** Somebody wrote `async` for `async()`. */
function refuseMaker(path: string, name: string, allowed: string) {
  const call = /^[a-zA-Z]\w{0,39}$/.test(name) ? `, ${name}(),` : ''
  const sentence = `${subject(path)} is a function, but must be what calling it${call} gives: ${allowed}.`
  return problem('scenario/wrong-type', sentence)
}

/** Somebody wrote `'vote'` for `vote()`. */
function refuseTag(path: string, tag: string, what: string) {
  const call = tag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const sentence = `${subject(path)} is the text ${quote(tag)}, but must be ${what}: what ${call}() gives, or { kind: ${quote(tag)} }.`
  return problem('scenario/wrong-type', sentence)
}

function refuseKind(path: string, kind: unknown, tags: readonly string[]) {
  const allowed = listed(tags.map(quote))
  const place = within(path, 'kind')
  if (kind === undefined) return refuse(place, kind, allowed)
  return problem('scenario/unknown-name', `${place} is ${show(kind)}, but must be ${allowed}.`)
}
