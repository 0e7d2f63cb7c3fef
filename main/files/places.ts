import type { Result } from '../../engine/index.ts'
import type { FileProblem, NotebookPlace } from '../../notebooks/host/index.ts'

/** A path that may be used, with every link in it followed; the file itself need not exist. */
export interface SafePath {
  readonly path: string
  /** The file as its user knows it, for sentences. */
  readonly name: string
}

/** What `file:` places stand for: paths below a served folder, or any path for the desktop app. */
export interface FilePlaces {
  /** Follows links, and refuses what lies outside. */
  locate(place: FilePlace): Promise<Result<SafePath, FileProblem>>
  /** The place of an absolute path; null when it lies outside. */
  placeAt(path: string): FilePlace | null
  /** The absolute path that the place names, with no look at the disk; null when it is refused. */
  nameOf(place: FilePlace): string | null
  /** The folder that new files go to; null where none is. */
  readonly folder: string | null
}

export type FilePlace = `file:${string}`

export type PlaceKind = 'library' | 'file' | 'new'

export const kindOf = (place: NotebookPlace): PlaceKind =>
  place.slice(0, place.indexOf(':')) as PlaceKind

export const isFilePlace = (place: NotebookPlace): place is FilePlace => kindOf(place) === 'file'

/** What follows the kind. */
export const restOf = (place: NotebookPlace): string => place.slice(place.indexOf(':') + 1)
