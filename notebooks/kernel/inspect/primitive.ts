/** A value that is not an object or a function, as one would write it in code. */
export function inspectPrimitive(value: unknown, stringCharacters: number): string {
  if (typeof value === 'string') return quote(shorten(value, stringCharacters))
  if (typeof value === 'bigint') return `${value}n`
  if (Object.is(value, -0)) return '-0'
  return String(value)
}

/** Single quotes, unless the text holds some and no double quotes. */
export function quote(text: string): string {
  const json = JSON.stringify(text)
  if (text.includes("'") && !text.includes('"')) return json
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** `text`, or its start and how much is left out. */
export function shorten(text: string, characters: number): string {
  if (text.length <= characters) return text
  return `${text.slice(0, characters)}… ${text.length - characters} more characters`
}

/** A property's key as it stands in an object literal. */
export function inspectKey(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${String(key)}]`
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)
}
