import type { NotebookPlace } from '../../notebooks/host/index.ts'

/** Name of the notebook's file, or what it would be called. */
export const nameOfPlace = (place: NotebookPlace): string =>
  pathOfPlace(place).split(/[/\\]/).at(-1)!

/** What follows the kind. */
export const pathOfPlace = (place: NotebookPlace): string => place.slice(place.indexOf(':') + 1)

export const isFilePlace = (place: NotebookPlace): place is `file:${string}` =>
  place.startsWith('file:')

/** A name as a person writes it, with its ending. */
export const withEnding = (name: string): string =>
  /\.ipynb$/i.test(name.trim()) ? name.trim() : `${name.trim()}.ipynb`

/** The place of a file of this name in the folder of another. */
export const besideFile = (place: NotebookPlace, name: string): `file:${string}` =>
  `file:${pathOfPlace(place).replace(/[^/\\]*$/, '')}${withEnding(name)}`
