import type { Match } from './find-matches.ts'

/** Name of the highlight; its look is in `FindBar.vue`. */
const highlightName = 'found'

/** Marks a match in the source of a code cell at rest, without a change to the page. */
export function markMatch(match: Match | undefined): void {
  CSS.highlights.delete(highlightName)
  const code = match?.part === 'source' && codeOf(match.cell)
  if (!match || !code) return
  const range = new Range()
  const start = placeAt(code, match.start)
  const end = placeAt(code, match.end)
  if (!start || !end) return
  range.setStart(...start)
  range.setEnd(...end)
  CSS.highlights.set(highlightName, new Highlight(range))
}

const codeOf = (cell: string): Element | null =>
  document.querySelector(`section[data-cell="${CSS.escape(cell)}"] pre.code code`)

/** The node that holds the character at `offset`, and how far in. */
function placeAt(element: Element, offset: number): [Node, number] | undefined {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let passed = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = node.textContent ?? ''
    if (offset <= passed + length) return [node, offset - passed]
    passed += length
  }
  return undefined
}
