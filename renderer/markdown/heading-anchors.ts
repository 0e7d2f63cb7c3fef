import type MarkdownIt from 'markdown-it'

/** What `#…` in a link names a heading by: its text with a hyphen for each run of spaces, as Jupyter has it. */
export const anchorOf = (heading: string): string => heading.trim().replace(/\s+/g, '-')

/** Gives each heading its anchor, as an attribute that no text of a notebook can give to anything else. */
export function headingAnchors(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.core.ruler.push('heading-anchors', ({ tokens }) => {
    for (const [at, token] of tokens.entries()) {
      if (token.type !== 'heading_open') continue
      const words = tokens[at + 1].children ?? []
      token.attrSet('data-anchor', anchorOf(words.map(({ content }) => content).join('')))
    }
    return true
  })
}

/** Whether a link's `#…` and an anchor name one heading: as written, or in lower case. */
export const isSameAnchor = (hash: string, anchor: string): boolean =>
  readable(hash).toLowerCase() === anchor.toLowerCase()

function readable(hash: string): string {
  try {
    return decodeURIComponent(hash.replace(/^#/, ''))
  } catch {
    // A percent sign that stands for itself.
    return hash.replace(/^#/, '')
  }
}
