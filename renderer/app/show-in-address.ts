import { type Addressed, writeAddress } from './address.ts'

/** So that reloading the page shows the same notebook. */
export function showInAddress(at: Addressed | undefined): void {
  history.replaceState(null, '', `${location.pathname}${writeAddress(at)}`)
}
