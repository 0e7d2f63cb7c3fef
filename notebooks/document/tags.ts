import type { Cell } from './notebook.ts'

/** Whether the cell's metadata holds the tag, as `parameters` or `raises-exception`. */
export function hasTag(cell: Cell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false
}
