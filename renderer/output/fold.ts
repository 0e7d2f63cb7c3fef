export interface Folded {
  readonly shown: string
  /** Lines that are not shown; the one that is cut counts. */
  readonly linesHidden: number
}

/** The beginning of a text, in whole lines where a line is not longer than the limit of characters. */
export function fold(text: string, lines: number, characters: number): Folded {
  const end = Math.min(endOfLine(text, lines), text.length)
  const cut = end <= characters ? end : lastLineEnd(text, characters)
  const rest = text.slice(cut).replace(/^\n/, '')
  const linesHidden = rest === '' ? 0 : rest.replace(/\n$/, '').split('\n').length
  return linesHidden === 0
    ? { shown: text, linesHidden }
    : { shown: text.slice(0, cut), linesHidden }
}

/** Where so many lines end. */
function endOfLine(text: string, lines: number): number {
  let end = -1
  for (let line = 0; line < lines; line++) {
    end = text.indexOf('\n', end + 1)
    if (end < 0) return text.length
  }
  return end
}

function lastLineEnd(text: string, limit: number): number {
  const end = text.lastIndexOf('\n', limit)
  return end > 0 ? end : limit
}
