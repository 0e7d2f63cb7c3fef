/** What a register can hold: compared by `===`. Null: nothing was written yet. */
export type Value = string | number | boolean | null

/** A value as a person writes it: `nil` for nothing, texts in quotes. */
export function describeValue(value: Value | undefined): string {
  if (value === undefined) return '?'
  return value === null ? 'nil' : JSON.stringify(value)
}
