/** Calls back when the page has nothing else to do, or else after so long. Safari knows no idle time. */
export function whenIdle(callback: () => void, timeoutMillis: number): void {
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: timeoutMillis })
  else callback()
}
