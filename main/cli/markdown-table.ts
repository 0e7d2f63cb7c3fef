import { inlineText, type MarkdownNode } from './markdown-tree.ts'

const gap = '  '

/** A table with its columns aligned and a rule under the head. */
export function tableLines(table: MarkdownNode): string[] {
  const rows = table.children
    .flatMap((part) => part.children)
    .map((row) => row.children.map(inlineText))
  const [head, ...body] = rows
  if (head === undefined) return []
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => (cells[column] ?? '').padEnd(width))
      .join(gap)
      .trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join(gap), ...body.map(line)]
}
