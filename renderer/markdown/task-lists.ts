import type MarkdownIt from 'markdown-it'

const mark = /^\[([ xX])\][ \u00a0]/

/** List items that begin with `[ ]` or `[x]` get a box that is empty or ticked, as GitHub has them. */
export function taskLists(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.core.ruler.after('inline', 'task-lists', ({ tokens, Token }) => {
    for (const [at, token] of tokens.entries()) {
      const first = token.children?.[0]
      const match = first && mark.exec(first.content)
      const item = tokens[at - 2]
      if (!match || token.type !== 'inline' || item?.type !== 'list_item_open') continue
      const isDone = match[1] !== ' '
      const box = new Token('html_inline', '', 0)
      box.content = `<span role="img" aria-label="${isDone ? 'done' : 'to do'}">${isDone ? '☑' : '☐'}</span> `
      first.content = first.content.slice(match[0].length)
      token.children = [box, ...token.children!]
      item.attrJoin('class', 'task')
    }
    return true
  })
}
