/**
 * Where a host looks in on a long run. The engine is synchronous: without this a run could be neither stopped nor watched.
 */
export type RunObserver = (fraction: number) => void

let observer: RunObserver | undefined

/** The part of the whole work that is being done, both 0 to 1. */
let part = { from: 0, length: 1 }

/**
 * Sets who is told how far a run, or a series of them, has come, every few thousand events; `undefined` for nobody. What the observer throws ends the run
 * and reaches the caller of `simulate`.
 */
export function observeRuns(next: RunObserver | undefined): void {
  observer = next
}

/** @param fraction of the run's virtual time that has passed, 0 to 1 */
export function poll(fraction: number): void {
  observer?.(part.from + fraction * part.length)
}

/** Does one of several pieces of work of about the same size: what it tells is counted as a part of the whole. */
export function doPart<Value>(index: number, parts: number, work: () => Value): Value {
  const whole = part
  const length = whole.length / parts
  part = { from: whole.from + index * length, length }
  try {
    return work()
  } finally {
    part = whole
  }
}
