import type { Result } from '../../core/result.ts'

/** How one value of a scenario is read: what is allowed, and what it means to the engine. */
export interface Schema<Value> {
  /** What is allowed, as it ends a sentence: `a whole number from 1 to 9`. */
  readonly allowed: string
  /** Reads plain data (see `toPlain`); the path names the value in a refusal. */
  read(given: unknown, path: string): Result<Value>
  /** For the reference: the fields of a record, by name; the kinds of a union, by tag; the item of a list. */
  readonly parts?: SchemaParts
}

export type SchemaParts =
  | { readonly kind: 'record'; readonly fields: readonly NamedField[] }
  | { readonly kind: 'union'; readonly members: readonly NamedMember[] }
  | { readonly kind: 'list'; readonly item: Schema<unknown> }

export interface NamedMember {
  readonly tag: string
  readonly schema: Schema<unknown>
}

/** One field of a record, with all that a reader must know of it. */
export interface Field<Value = unknown> {
  readonly schema: Schema<Value>
  /** What it means, one sentence. */
  readonly meaning: string
  readonly presence: Presence
}

export interface NamedField extends Field {
  readonly name: string
}

export type Presence =
  | { readonly kind: 'required' }
  /** Left out: `otherwise` says in words what holds then. */
  | { readonly kind: 'optional'; readonly otherwise: string }
  /** Left out: this holds, as the user would write it. */
  | { readonly kind: 'default'; readonly value: unknown }

/** What a schema gives. */
export type Read<S> = S extends Schema<infer Value> ? Value : never
