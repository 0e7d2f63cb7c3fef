/** Calls back when the page has nothing else to do, or else after so long. Safari knows no idle time. */
export function whenIdle(callback: () => void, timeoutMillis: number): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: timeoutMillis })
  else callback()
}

/** How long what is fetched ahead waits for the page to have time, at most. */
const aheadMillis = 2_000

/** Fetches when the page has time what will most likely be needed. What cannot be had now is asked for again by who needs it, and missed there. */
export function fetchAhead(fetchPart: () => Promise<unknown>): void {
  whenIdle(() => {
    fetchPart().catch(missedWhenNeeded)
  }, aheadMillis)
}

function missedWhenNeeded(): void {}
