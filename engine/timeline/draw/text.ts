/**
 * How much room texts take, without a browser to ask: advances of a common sans-serif face, rounded up, so that what is measured as fitting fits in every system's face.
 */

/** Advance in hundredths of the face's height, for the characters from U+0020 to U+007E. */
const ADVANCES = [
  30, 34, 44, 64, 64, 90, 70, 26, 38, 38, 52, 68, 32, 46, 32, 40, 64, 50, 64, 64, 66, 64, 64, 60,
  64, 64, 34, 34, 68, 68, 68, 58, 98, 72, 68, 74, 74, 64, 62, 76, 76, 30, 58, 70, 60, 90, 78, 78,
  66, 78, 68, 66, 66, 76, 72, 102, 70, 70, 66, 40, 40, 40, 52, 52, 40, 60, 64, 60, 64, 62, 40, 64,
  62, 28, 28, 58, 28, 90, 62, 62, 64, 64, 42, 56, 40, 62, 58, 84, 58, 58, 58, 42, 34, 42, 68,
]
const WIDEST = 100
const NARROWEST = Math.min(...ADVANCES)
/** Thin and narrow spaces, and signs that stand between words. */
const NARROW = 40
const BOLD = 1.06

const ELLIPSIS = '…'

/** Letters that are measured: more are wider than any picture, and names may come from anywhere. */
const MOST_LETTERS = 1_000

/** Width of a text in pixels, rather too much than too little; of a very long one that of its beginning. */
export function widthOf(text: string, size: number, isBold = false): number {
  let hundredths = 0
  const length = Math.min(text.length, MOST_LETTERS)
  for (let at = 0; at < length; at++) hundredths += advanceOf(text.charCodeAt(at))
  return (hundredths / 100) * size * (isBold ? BOLD : 1)
}

function advanceOf(code: number): number {
  if (code >= 32 && code < 127) return ADVANCES[code - 32]
  if (code === 0x202f || code === 0x2009 || code === 0xb7) return NARROW
  return code < 0x250 ? 70 : WIDEST
}

/** The text, or its beginning and its end around an ellipsis, so that it is no wider than `width`; '' where not even two letters of it fit. */
export function elide(text: string, width: number, size: number, isBold = false): string {
  if (widthOf(text, size, isBold) <= width) return text
  // More letters than this do not fit, however narrow.
  const most = Math.ceil((width * 100) / (NARROWEST * size))
  for (let kept = Math.min(text.length - 1, most); kept >= 2; kept--) {
    const head = Math.ceil(kept / 2)
    const short = text.slice(0, head) + ELLIPSIS + text.slice(text.length - (kept - head))
    if (widthOf(short, size, isBold) <= width) return short
  }
  return ''
}

/** The first of several wordings that fits, longest first; undefined where none does. */
export const fitting = (wordings: readonly string[], width: number, size: number) =>
  wordings.find((wording) => widthOf(wording, size) <= width)
