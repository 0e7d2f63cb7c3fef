/** A piece of a line: text, or a sign that turns the direction of what follows. */
export interface Piece {
  readonly text: string
  readonly isSign: boolean
}

/** Embeddings, overrides and isolates of Unicode's bidirectional algorithm: with them a line reads otherwise than it runs. */
const direction = /([\u202A-\u202E\u2066-\u2069])/u

/** Parts a text into pieces in which no sign acts: each stands as a text of its own, such as `[U+202E]`, as the editor shows it. */
export function showDirectionSigns(text: string): readonly Piece[] {
  if (!direction.test(text)) return [{ text, isSign: false }]
  return text
    .split(direction)
    .map((part, at) => ({ text: at % 2 === 0 ? part : nameOf(part), isSign: at % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}

const nameOf = (sign: string): string =>
  `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
