import MarkdownIt from 'markdown-it'
import pico from 'picocolors'
import type { TextSink } from './command-host.ts'
import { tableLines } from './markdown-table.ts'
import { inlineText, type MarkdownNode, nestTokens } from './markdown-tree.ts'
import { narrowTables } from './narrow-tables.ts'
import { plainText, wrapped } from './text.ts'

/** Longer lines are hard to read, however wide the terminal. */
const maximumWidth = 96

const parser = new MarkdownIt({ html: false, linkify: false })

/** Markdown as text for a terminal: wrapped, without marks; headings are bold where there is colour. */
export function markdownText(source: string, sink: TextSink): string {
  const width = Math.max(20, Math.min(sink.columns, maximumWidth))
  const { bold } = pico.createColors(sink.hasColor)
  const blocks = nestTokens(parser.parse(plainText(source), {}))
  return joinBlocks(blocks.map((block) => blockLines(block, width, bold)))
    .map((line) => `${line}\n`)
    .join('')
}

type Style = (text: string) => string

/** An empty line between blocks. */
const joinBlocks = (blocks: string[][]): string[] =>
  blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index > 0 ? ['', ...lines] : lines))

function blockLines(block: MarkdownNode, width: number, bold: Style): string[] {
  const inside = (narrower: number) =>
    joinBlocks(block.children.map((child) => blockLines(child, narrower, bold)))
  switch (block.type) {
    case 'heading':
      return wrapped(inlineText(block), width).map(bold)
    case 'bullet_list':
    case 'ordered_list':
      return block.children.flatMap((item, index) =>
        itemLines(item, markerOf(block, index), width, bold),
      )
    case 'blockquote':
      return inside(width - 2).map((line) => `│ ${line}`)
    case 'fence':
    case 'code_block':
      return block.content
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`)
    case 'table':
      return narrowTables(tableLines(block).join('\n'), width).split('\n')
    case 'hr':
      return ['─'.repeat(width)]
    default:
      return wrapped(inlineText(block), width)
  }
}

const markerOf = (list: MarkdownNode, index: number): string =>
  list.type === 'bullet_list' ? '• ' : `${list.start + index}. `

/** The marker before the first line; the others as far in as the text of the first. */
function itemLines(item: MarkdownNode, marker: string, width: number, bold: Style): string[] {
  const lines = item.children.flatMap((child) => blockLines(child, width - marker.length, bold))
  const margin = ' '.repeat(marker.length)
  return lines.map((line, index) => `${index === 0 ? marker : margin}${line}`.trimEnd())
}
