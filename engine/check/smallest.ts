/**
 * A part of some items that still shows something, of which nothing can be left out: halves, quarters and so on are left out as long as it shows
 * (Zeller & Hildebrandt 2002, "Simplifying and isolating failure-inducing input").
 * @param shows whether a part shows it; the whole must. What shows in a part should show in all that contain it
 */
export function smallest<Item>(
  items: readonly Item[],
  shows: (part: readonly Item[]) => boolean,
): Item[] {
  let rest = [...items]
  for (
    let size = Math.ceil(rest.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let start = 0; start < rest.length; ) {
      const without = [...rest.slice(0, start), ...rest.slice(start + size)]
      if (without.length < rest.length && shows(without)) rest = without
      else start += size
    }
  }
  return rest
}

/** The smallest number from `low` to `high` for which something holds, when it holds for `high` and for all after the first. */
export function firstThat(low: number, high: number, holds: (value: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
