/** What the page shows of outputs at first, with names: each says so where it is reached, and how to see the rest. */
export const outputLimits = {
  /** Lines of a text. */
  shownLines: 60,
  /** Characters of a text. */
  shownCharacters: 20_000,
  /** Rows of a page of a table. */
  tableRows: 25,
  /** Pixels that a frame grows to; what is longer is scrolled in it. */
  frameHeight: 800,
  /** Entries of one list or object in a tree of JSON. */
  treeEntries: 100,
} as const
