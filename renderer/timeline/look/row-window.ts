/** Which rows of many stand in the part that is scrolled into sight: only these are made. */
export interface RowWindow {
  readonly first: number
  readonly count: number
}

/** Rows beyond either edge, so that fast scrolling shows no gaps. */
const MARGIN_ROWS = 6

export function rowWindow(
  total: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - MARGIN_ROWS)
  const end = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + MARGIN_ROWS)
  return { first: Math.min(first, total), count: Math.max(0, end - first) }
}

/** How far to scroll so that a row is in sight; as it is where it is already. */
export function scrollTo(
  row: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): number {
  const top = row * rowHeight
  if (top < scrollTop) return top
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop
}
