import { type Addressed, writeAddress } from './address.ts'

const addressOf = (at: Addressed | undefined): string => `${location.pathname}${writeAddress(at)}`

/** The same notebook is in another place now: reloading the page shows it there. */
export function showInAddress(at: Addressed | undefined): void {
  history.replaceState(null, '', addressOf(at))
}

/** Another is shown: reloading the page shows that, and the browser's way back leads to the one before. */
export function goToAddress(at: Addressed | undefined): void {
  if (addressOf(at) !== `${location.pathname}${location.search}`) {
    history.pushState(null, '', addressOf(at))
  }
}
