/** The same text for equal plain data and another for different; undefined for what is not plain data, such as functions and maps. */
export function plainKey(value: unknown): string | undefined {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (value === null || value === undefined || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return listKey('[', value.map(plainKey), ']')
  return isPlainObject(value)
    ? listKey(
        '{',
        Object.keys(value).map((name) => entryKey(name, value[name])),
        '}',
      )
    : undefined
}

function listKey(
  open: string,
  parts: readonly (string | undefined)[],
  close: string,
): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join()}${close}`
}

function entryKey(name: string, value: unknown): string | undefined {
  const key = plainKey(value)
  return key === undefined ? undefined : `${JSON.stringify(name)}:${key}`
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
