import MarkdownIt, { type Token } from 'markdown-it'
import {
  type MimeBundle,
  type Notebook,
  type Output,
  parseNotebook,
} from '../../notebooks/document/index.ts'

/** What a gallery tells of a notebook without opening it. */
export interface NotebookFacts {
  /** Its first heading; null where it has none. */
  readonly title: string | null
  /** The first sentence of its first paragraph, without marks; empty where it has none. */
  readonly sentence: string
  /** Its first picture as SVG. */
  readonly picture: string | null
}

/** Null for what is no notebook. */
export function notebookFacts(text: string): NotebookFacts | null {
  const parsed = parseNotebook(text)
  return parsed.ok ? factsOf(parsed.value) : null
}

function factsOf(notebook: Notebook): NotebookFacts {
  const blocks = notebook.cells.flatMap((cell) =>
    cell.cell_type === 'markdown' ? textBlocks(cell.source) : [],
  )
  const textOf = (kind: BlockKind) => blocks.find((block) => block.kind === kind)?.text
  return {
    title: textOf('heading_open') ?? null,
    sentence: firstSentence(textOf('paragraph_open') ?? ''),
    picture: firstPicture(notebook),
  }
}

type BlockKind = 'heading_open' | 'paragraph_open'

interface TextBlock {
  readonly kind: string
  readonly text: string
}

const markdown = new MarkdownIt()

/** Headings and paragraphs in order; paragraphs of lists and quotes are not among them. */
function textBlocks(source: string): TextBlock[] {
  const tokens = markdown.parse(source, {})
  return tokens.flatMap((token, index) =>
    token.type === 'inline' && token.level === 1
      ? [{ kind: tokens[index - 1].type, text: plainText(token.children ?? []) }]
      : [],
  )
}

const plainText = (tokens: readonly Token[]): string =>
  tokens
    .map(({ type, content }) => (/break$/.test(type) ? ' ' : content))
    .join('')
    .trim()

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

const firstSentence = (text: string): string => {
  const [first] = sentences.segment(text)
  return first?.segment.trim() ?? ''
}

function firstPicture({ cells }: Notebook): string | null {
  const outputs = cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []))
  for (const output of outputs) {
    const svg = bundleOf(output)['image/svg+xml']
    if (typeof svg === 'string') return svg
  }
  return null
}

const bundleOf = (output: Output): MimeBundle =>
  output.output_type === 'display_data' || output.output_type === 'execute_result'
    ? output.data
    : {}
