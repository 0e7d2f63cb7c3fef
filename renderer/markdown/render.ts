import * as katexModule from '@vscode/markdown-it-katex'
import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'

// A CommonJS module: bundlers and Node wrap its export once more or less.
const katex = unwrap(katexModule) as (markdown: InstanceType<typeof MarkdownIt>) => void

const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false }).use(katex)

/** HTML that can run nothing and load nothing: what a notebook's text may hold is for its author to say, what it may do is not. */
export function renderMarkdown(source: string): string {
  return DOMPurify.sanitize(markdown.render(source), {
    USE_PROFILES: { html: true, mathMl: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'iframe'],
    FORBID_ATTR: ['style', 'srcset'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|data:image\/(?:png|jpeg|gif|webp);)/i,
  })
}

function unwrap(module: object): unknown {
  return 'default' in module ? unwrap(module.default as object) : module
}
