import type { NotebookPlace } from '../../notebooks/host/index.ts'
import { type FilePlaces, isFilePlace, restOf } from './places.ts'

/** A place that means the same whatever folder is served: that of a file holds its absolute path. What we keep on the disk is named by it. */
export function toAbsolutePlace(place: NotebookPlace, places: FilePlaces): NotebookPlace | null {
  if (!isFilePlace(place)) return place
  const path = places.nameOf(place)
  return path === null ? null : `file:${path}`
}

/** The place as a page knows it; null when it lies outside. */
export function fromAbsolutePlace(place: NotebookPlace, places: FilePlaces): NotebookPlace | null {
  return isFilePlace(place) ? places.placeAt(restOf(place)) : place
}
