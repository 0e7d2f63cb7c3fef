import { rowWindow } from '../../look/row-window.ts'

/**
 * Rows of equal height in a list that may be longer than a browser can lay out: beyond some height the scrollbar stands for rows in proportion, and those in sight are placed
 * where the scrollbar is.
 */
export interface TallRows {
  readonly total: number
  readonly rowHeight: number
  /** Pixels that are in sight. */
  readonly viewHeight: number
}

/** Firefox lays out less than 17.8 million pixels, Chromium 33.5. */
export const MOST_PIXELS = 8_000_000

/** Height of what is scrolled, in pixels. */
export const laidOut = ({ total, rowHeight }: TallRows): number =>
  Math.min(total * rowHeight, MOST_PIXELS)

/** The first row in sight, not always whole, where the list is scrolled to. */
export function topRow(rows: TallRows, scrollTop: number): number {
  const { rowHeight, viewHeight } = rows
  const all = rows.total * rowHeight
  if (all <= MOST_PIXELS) return scrollTop / rowHeight
  const share = scrollTop / (MOST_PIXELS - viewHeight)
  return (Math.min(1, share) * (all - viewHeight)) / rowHeight
}

/** Where to scroll so that a row is the first one: the opposite of `topRow`. */
export function scrollFor(rows: TallRows, row: number): number {
  const { rowHeight, viewHeight } = rows
  const all = rows.total * rowHeight
  if (all <= MOST_PIXELS) return row * rowHeight
  return ((row * rowHeight) / (all - viewHeight)) * (MOST_PIXELS - viewHeight)
}

/** Rows to make, and how far down the first of them stands. */
export function rowsInSight(
  rows: TallRows,
  scrollTop: number,
): { readonly first: number; readonly count: number; readonly offset: number } {
  const { total, rowHeight, viewHeight } = rows
  const top = topRow(rows, scrollTop)
  const { first, count } = rowWindow(total, top * rowHeight, viewHeight, rowHeight)
  return { first, count, offset: scrollTop + (first - top) * rowHeight }
}

/** Where to scroll so that a row is in sight; as it is where it is. */
export function scrollToRow(rows: TallRows, row: number, scrollTop: number): number {
  const top = topRow(rows, scrollTop)
  const inSight = rows.viewHeight / rows.rowHeight
  if (row < top) return scrollFor(rows, row)
  return row + 1 > top + inSight ? scrollFor(rows, row + 1 - inSight) : scrollTop
}
