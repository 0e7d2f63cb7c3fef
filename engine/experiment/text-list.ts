/** Names and what they stand for, in two columns; a name may be '' to go on with the one above. */
export function textList(entries: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length))
  return entries.map(([name, text]) => `${name.padEnd(width)}  ${text}`.trimEnd()).join('\n')
}
