/** Items a page: 2 to this many. */
const PAGE_BITS = 10
const PAGE = 1 << PAGE_BITS

/**
 * A list that grows at its end, and is cut back from there. It keeps its items in pages of one size: one long array would be copied to fresh memory again and again as
 * it grows, which cost a twentieth of a run.
 */
export class PagedList<Item> {
  length = 0
  private readonly pages: (Item | undefined)[][] = []

  /** The item at a place; undefined where there is none. */
  at(place: number): Item | undefined {
    return this.pages[place >> PAGE_BITS]?.[place & (PAGE - 1)]
  }

  push(item: Item): void {
    const place = this.length++
    const page = place >> PAGE_BITS
    if (page === this.pages.length) this.pages.push(new Array(PAGE))
    this.pages[page][place & (PAGE - 1)] = item
  }

  /** The items from one place to before another. */
  slice(from: number, to: number): Item[] {
    const count = Math.max(0, Math.min(to, this.length) - from)
    const items: Item[] = new Array(count)
    for (let nth = 0; nth < count; nth++) items[nth] = this.at(from + nth) as Item
    return items
  }

  /** Cuts off and returns the items from a place on. */
  cut(length: number): Item[] {
    const items = this.slice(length, this.length)
    for (let place = length; place < this.length; place++) {
      this.pages[place >> PAGE_BITS][place & (PAGE - 1)] = undefined
    }
    this.length = length
    return items
  }
}
