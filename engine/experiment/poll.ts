/**
 * Where a host looks in on a long run. The engine is synchronous: without this a run could be neither stopped nor watched.
 */
export type RunObserver = (fraction: number) => void

let observer: RunObserver | undefined

/**
 * Sets who is told how far a run has come, every few thousand events; `undefined` for nobody. What the observer throws ends the run and
 * reaches the caller of `simulate`.
 */
export function observeRuns(next: RunObserver | undefined): void {
  observer = next
}

/** @param fraction of the run's virtual time that has passed, 0 to 1 */
export function poll(fraction: number): void {
  observer?.(fraction)
}
