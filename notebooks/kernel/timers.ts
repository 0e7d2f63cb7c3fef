import type { CellClock, CellTimer } from './clock.ts'
import type { KernelHost } from './host.ts'

/** The longest delay that hosts count right; longer ones fire at once there. */
const longestDelayMillis = 2 ** 31 - 1

/** `setTimeout` and `clearTimeout` of cells: real waiting, in the order of the cell's own clock. */
export interface CellTimers {
  setTimeout(callback: unknown, delayMillis?: unknown, ...given: unknown[]): number
  clearTimeout(id: unknown): void
  /** Whether the cell still waits for one; sees to it that the host does too. */
  keepWaiting(): boolean
  /** Drops them all. */
  reset(): void
}

/** `run` calls the callback of a timer that fired; what it throws is for `run` to report. */
export function createCellTimers(
  host: Pick<KernelHost, 'setTimer' | 'clearTimer'>,
  clock: CellClock,
  run: (callback: () => void) => void,
): CellTimers {
  let waiting: { readonly timer: CellTimer; readonly hostTimer: number } | undefined

  const wait = () => {
    const timer = clock.next()
    if (timer === waiting?.timer) return
    const earlier = waiting
    // The new one first: at the end of the stack a host's function throws, and then the earlier one must still fire.
    waiting = timer && {
      timer,
      hostTimer: host.setTimer(fire, timer.dueMillis - clock.nowMillis()),
    }
    if (earlier) host.clearTimer(earlier.hostTimer)
  }

  const fire = () => {
    waiting = undefined
    const timer = clock.take()
    wait()
    if (timer) run(timer.callback)
  }

  return {
    setTimeout: (callback, delayMillis, ...given) => {
      if (typeof callback !== 'function') throw new TypeError('setTimeout takes a function.')
      const id = clock.schedule(() => Reflect.apply(callback, undefined, given), delay(delayMillis))
      try {
        wait()
      } catch (thrown) {
        clock.cancel(id)
        throw thrown
      }
      return id
    },
    clearTimeout: (id) => {
      if (typeof id !== 'number') return
      clock.cancel(id)
      wait()
    },
    keepWaiting: () => {
      wait()
      return waiting !== undefined
    },
    reset: () => {
      if (waiting) host.clearTimer(waiting.hostTimer)
      waiting = undefined
      clock.reset()
    },
  }
}

function delay(given: unknown): number {
  const millis = Math.trunc(Number(given))
  return millis > 0 ? Math.min(millis, longestDelayMillis) : 0
}
