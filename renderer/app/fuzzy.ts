/**
 * How well a text answers what was typed: the letters must come in order, with others between them if need be; in a row and at the
 * beginnings of words they count for more. `undefined` when they do not come; 0 when nothing was typed.
 */
export function fuzzyScore(typed: string, text: string): number | undefined {
  const wanted = typed.toLowerCase().replace(/\s+/g, '')
  const given = text.toLowerCase()
  let score = 0
  let last = -1
  for (const letter of wanted) {
    const at = nextPlace(given, letter, last)
    if (at < 0) return undefined
    score += at === last + 1 ? 3 : isWordStart(given, at) ? 2 : 0
    last = at
  }
  return score
}

/** The next letter itself, else the next beginning of a word, else any place further on. */
function nextPlace(text: string, letter: string, last: number): number {
  if (text[last + 1] === letter) return last + 1
  for (let at = last + 1; at < text.length; at++) {
    if (text[at] === letter && isWordStart(text, at)) return at
  }
  return text.indexOf(letter, last + 1)
}

const isWordStart = (text: string, at: number): boolean => at === 0 || /\s/.test(text[at - 1])

/** Those that answer what was typed, best first; of equals the order stays. */
export function fuzzyFilter<Item>(
  items: readonly Item[],
  typed: string,
  textOf: (item: Item) => string,
): Item[] {
  return items
    .map((item) => ({ item, score: bestScore(typed, textOf(item)) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => b.score! - a.score!)
    .map(({ item }) => item)
}

/** A jump to a word's beginning may miss letters that a plain search finds. */
const bestScore = (typed: string, text: string): number | undefined =>
  fuzzyScore(typed, text) ?? (isSubsequence(typed, text) ? 0 : undefined)

function isSubsequence(typed: string, text: string): boolean {
  const given = text.toLowerCase()
  let at = -1
  return [...typed.toLowerCase().replace(/\s+/g, '')].every((letter) => {
    at = given.indexOf(letter, at + 1)
    return at >= 0
  })
}
