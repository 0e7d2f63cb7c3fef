import type { NotebookPlace } from '../../notebooks/host/index.ts'

/** The notebook that the page's address names: `?open=library:NAME`. */
export function placeInAddress(): NotebookPlace | undefined {
  const place = new URLSearchParams(location.search).get('open')
  return place !== null && /^(library|file|new):/.test(place) ? (place as NotebookPlace) : undefined
}

/** So that reloading the page shows the same notebook. */
export function showPlaceInAddress(place: NotebookPlace | undefined): void {
  const search = place === undefined ? '' : `?open=${encodeURIComponent(place)}`
  history.replaceState(null, '', `${location.pathname}${search}`)
}
