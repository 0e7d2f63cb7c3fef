import type { Token } from 'markdown-it'

/** A block of Markdown, as a tree of what markdown-it gives as a row of opening and closing tokens. */
export interface MarkdownNode {
  /** markdown-it's name without `_open`: `heading`, `bullet_list`, `inline`, … */
  readonly type: string
  readonly content: string
  readonly inline: readonly Token[]
  /** First number of an ordered list. */
  readonly start: number
  readonly children: MarkdownNode[]
}

export function nestTokens(tokens: readonly Token[]): MarkdownNode[] {
  const root: MarkdownNode[] = []
  const open = [root]
  for (const token of tokens) {
    if (token.nesting < 0) {
      open.pop()
      continue
    }
    const node = nodeOf(token)
    open.at(-1)!.push(node)
    if (token.nesting > 0) open.push(node.children)
  }
  return root
}

const nodeOf = (token: Token): MarkdownNode => ({
  type: token.type.replace(/_open$/, ''),
  content: token.content,
  inline: token.children ?? [],
  start: Number(token.attrGet('start') ?? 1),
  children: [],
})

/** The text of a block without emphasis; code keeps its marks, a link is followed by its address. */
export function inlineText(node: MarkdownNode): string {
  const own = node.inline.map(tokenText).join('')
  return own + node.children.map(inlineText).join('')
}

function tokenText(token: Token, index: number, tokens: readonly Token[]): string {
  if (token.type === 'code_inline') return `\`${token.content}\``
  if (token.type === 'softbreak') return ' '
  if (token.type === 'hardbreak') return '\n'
  if (token.type === 'image') return `[${token.content}]`
  if (token.type === 'link_close') return addressOf(tokens.slice(0, index))
  return token.content
}

/** The address that the innermost open link leads to; none for a place in the same notebook. */
function addressOf(before: readonly Token[]): string {
  const link = before.filter(({ type }) => type === 'link_open').at(-1)
  const address = String(link?.attrGet('href') ?? '')
  return address === '' || address.startsWith('#') ? '' : ` (${address})`
}
