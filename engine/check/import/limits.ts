/** What `importHistory` reads at most; what is more is refused, with the limit's name. */
export interface ImportLimits {
  /** Characters of the text. */
  readonly characters: number
  /** Lists, maps and tags inside one another. */
  readonly nesting: number
}

export const defaultImportLimits: ImportLimits = { characters: 256_000_000, nesting: 64 }
