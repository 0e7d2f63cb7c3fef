/** What a kernel produces at most. Each limit is applied where the output is made, and reported once when it is reached. */
export interface KernelLimits {
  /** UTF-8 bytes of text that a cell may write to one stream. Default 1 MB. */
  readonly streamBytes: number
  /** UTF-8 bytes of JSON that all displays of a cell may take together. Default 8 MB. */
  readonly displayBytes: number
  /** Bytes that displays of a cell may take together before pictures and recordings are left out of them. Default 500 kB. */
  readonly pictureBytes: number
  /** Displays a cell, updates included. Default 1000. */
  readonly displays: number
  /** Bytes that displays of a cell may hand to a page beside what is in the file, where the kernel can. Default 256 MB. */
  readonly attachmentBytes: number
  /** Characters of an error's message. Default 10,000. */
  readonly errorCharacters: number
  /** Frames of an error's stack that lie in cells. Default 20. */
  readonly errorFrames: number
  readonly inspect: InspectLimits
}

/** How much of one value is written as text. */
export interface InspectLimits {
  /** Levels of nesting below the value itself. Default 4. */
  readonly depth: number
  /** Items shown of each array, set, map or object. Default 100. */
  readonly items: number
  /** Characters shown of each string inside a value. Default 10,000. */
  readonly stringCharacters: number
  /** Characters of the whole text, about. Default 100,000. */
  readonly characters: number
  /** Width that nested values are broken at. Default 88. */
  readonly columns: number
}

export const defaultLimits: KernelLimits = {
  streamBytes: 1_000_000,
  displayBytes: 8_000_000,
  pictureBytes: 500_000,
  displays: 1_000,
  attachmentBytes: 256_000_000,
  errorCharacters: 10_000,
  errorFrames: 20,
  inspect: { depth: 4, items: 100, stringCharacters: 10_000, characters: 100_000, columns: 88 },
}
