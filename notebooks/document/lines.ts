/** Where Python's `str.splitlines` ends a line, the end included; the last line may have none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts these controls as line ends
const line = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g

/** The lines of a text with their ends, as Python's `str.splitlines(True)` gives them; none for an empty text. */
export function splitLines(text: string): string[] {
  return (text.match(line) ?? []).filter((part) => part !== '')
}
