import type { Layout, Row } from './layout.ts'
import type { TimelineView } from './view.ts'

/** A row that is in sight, with where it stands now that rows are scrolled. */
export interface SeenRow {
  readonly row: Row
  /** What to add to the row's heights. */
  readonly shift: number
}

export function rowsInSight(layout: Layout, { scroll = 0 }: TimelineView): SeenRow[] {
  return layout.rows
    .filter(
      ({ top, height }) => top + height - scroll > layout.bodyTop && top - scroll < layout.height,
    )
    .map((row) => ({ row, shift: -scroll }))
}

/** The part of a stretch from `from` to `to` (pixels) that time's field shows; undefined where it shows none. */
export function seenPart(
  { left, right }: Layout,
  from: number,
  to: number,
): { readonly x: number; readonly width: number } | undefined {
  if (to < left || from > right) return undefined
  const x = Math.max(left, from)
  return { x, width: Math.min(right, to) - x }
}
