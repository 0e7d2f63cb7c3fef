/** Characters that show nothing, or change how what is around them is shown: controls but line ends and tabs, marks of direction, what has no width, ends of lines and paragraphs. */
const HIDDEN = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** A text as it can be shown: what nobody could see in it stands as its escape, `\u202e`. */
export const visibleText = (text: string): string => text.replace(HIDDEN, escapeOf)

function escapeOf(character: string): string {
  const code = character.codePointAt(0)!.toString(16)
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
}

/** Characters that a value takes in a line of text, as a rule. */
const MOST_CHARACTERS = 60

/** A value as JSON in a line of text; of a long one its beginning. */
export function valueText(value: unknown, most = MOST_CHARACTERS): string {
  // Of a long text no more is written than is shown.
  const part = typeof value === 'string' ? value.slice(0, most + 1) : value
  const written = visibleText(JSON.stringify(part) ?? 'nothing')
  return written.length > most ? `${written.slice(0, most)}…` : written
}
