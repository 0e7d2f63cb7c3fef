/** Timers by number: the realm of the cells must not see the host's timer objects. */
export interface Timers {
  setTimer(callback: () => void, millis: number): number
  clearTimer(timer: number): void
}

export function createTimers(): Timers {
  const clears = new Map<number, () => void>()
  let last = 0
  return {
    setTimer: (callback, millis) => {
      last += 1
      const timer = last
      const fire = () => {
        clears.delete(timer)
        callback()
      }
      clears.set(timer, start(fire, millis))
      return timer
    },
    clearTimer: (timer) => {
      clears.get(timer)?.()
      clears.delete(timer)
    },
  }
}

/** No wait at all means after this turn and what it rejected, which is what an immediate does; a timer waits a millisecond more. */
function start(fire: () => void, millis: number): () => void {
  if (millis > 0) {
    const timeout = setTimeout(fire, millis)
    return () => clearTimeout(timeout)
  }
  const immediate = setImmediate(fire)
  return () => clearImmediate(immediate)
}
