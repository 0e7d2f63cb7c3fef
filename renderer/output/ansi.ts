/** A piece of a terminal's text in one look. */
export interface Piece {
  readonly text: string
  /** A design token; undefined for the colour of text. */
  readonly colour: string | undefined
  readonly isBold: boolean
}

/** The eight colours of terminals, as colours of the design that keep their contrast. */
const colours = [
  '--text-quiet',
  '--failed',
  '--ok',
  '--stale',
  '--accent',
  '--unknown',
  '--code-type',
  '--text',
]

const escapeSign = String.fromCharCode(27)
const bell = String.fromCharCode(7)

// ECMA-48: sequences that set the look end in `m`; all others, and titles of windows, are left out.
const sequence = new RegExp(
  [
    `${escapeSign}\\[([\\d;:]*)([\\d;:?<=>!"'$ ]*[@-~])`,
    `${escapeSign}\\][^${bell}${escapeSign}]*(?:${bell}|${escapeSign}\\\\)`,
    `${escapeSign}[@-_]`,
  ].join('|'),
  'g',
)

/** The text of a terminal in pieces of one look each; what moves the cursor is left out. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let look: Omit<Piece, 'text'> = plain
  let from = 0
  for (const match of text.matchAll(sequence)) {
    if (match.index > from) pieces.push({ ...look, text: text.slice(from, match.index) })
    from = match.index + match[0].length
    if (match[2] === 'm') look = lookAfter(look, match[1].split(/[;:]/).map(Number))
  }
  if (from < text.length) pieces.push({ ...look, text: text.slice(from) })
  return pieces
}

export const withoutSequences = (text: string): string => text.replace(sequence, '')

const plain = { colour: undefined, isBold: false } as const

function lookAfter(look: Omit<Piece, 'text'>, codes: readonly number[]): Omit<Piece, 'text'> {
  // Colours by number, of which the design has none.
  if (codes[0] === 38 || codes[0] === 48) return look
  return codes.reduce(applyCode, look)
}

function applyCode(look: Omit<Piece, 'text'>, code: number): Omit<Piece, 'text'> {
  if (code === 0) return plain
  if (code === 1) return { ...look, isBold: true }
  if (code === 22) return { ...look, isBold: false }
  if (code === 39) return { ...look, colour: undefined }
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
    return { ...look, colour: colours[code % 10] }
  }
  return look
}
