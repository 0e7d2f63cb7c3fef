import { stripVTControlCharacters } from 'node:util'

/** `3.4 s`, `2 min 05.0 s`: always one decimal. */
export function durationText(millis: number): string {
  const tenths = Math.round(millis / 100)
  const seconds = (tenths % 600) / 10
  const minutes = Math.floor(tenths / 600)
  if (minutes === 0) return `${seconds.toFixed(1)} s`
  return `${minutes} min ${seconds.toFixed(1).padStart(4, '0')} s`
}

/** `1 cell`, `12 cells` */
export const countText = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`

/**
 * Control characters but tab and line end, and what turns the direction of text: what a notebook prints must not steer the terminal, nor show itself in
 * another order than it stands.
 */
const control = /[^\P{Cc}\t\n]|\p{Bidi_Control}/gu

/** The text without what a terminal would obey. Escape sequences go as a whole, so that nothing is left of them. */
export const plainText = (text: string): string =>
  stripVTControlCharacters(text).replaceAll('\r\n', '\n').replace(control, '')

/** The same in one line. */
export const lineText = (text: string): string =>
  plainText(text)
    .trim()
    .replace(/\s*\n\s*/g, ' ')

/** The first line of a cell that says something. */
export const firstLine = (source: string): string =>
  plainText(source)
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '') ?? ''

/** At most `width` columns of a terminal, the last one an ellipsis when something was cut. */
export function cutText(text: string, width: number): string {
  const characters = [...text]
  if (columnsOf(characters) <= width) return text
  while (characters.length > 0 && columnsOf(characters) >= width) characters.pop()
  return `${characters.join('')}…`
}

const columnsOf = (characters: readonly string[]): number =>
  characters.reduce((columns, character) => columns + (isWide.test(character) ? 2 : 1), 0)

/** What terminals show in two columns: the scripts of East Asia, their full-width forms, and emoji. */
const isWide =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u

/** Every line that is not empty moved to the right. */
export const indented = (text: string, margin: string): string => text.replace(/^(?=.)/gm, margin)

/** Lines of at most `width` characters, broken between words; a longer word has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width))
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = []
  for (const word of paragraph.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1)
    const fits = last !== undefined && last.length + 1 + word.length <= width
    if (fits) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
