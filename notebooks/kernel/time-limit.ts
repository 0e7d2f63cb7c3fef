import type { KernelHost } from './host.ts'
import { Stopped } from './stop.ts'

/** The wall time that a run may take: looked at by who comes by, and told by a timer when nobody does. */
export interface TimeLimit {
  /** `null` for none. */
  start(limitMillis: number | null): void
  /** Forgets the timer. */
  end(): void
  /** Why the run must end, once its time is over; told the time now. */
  reached(millis: number): Stopped | undefined
}

/** `onReached` is called when the time is over while the kernel waits. */
export function createTimeLimit(
  host: Pick<KernelHost, 'nowMillis' | 'setTimer' | 'clearTimer'>,
  onReached: (reason: Stopped) => void,
): TimeLimit {
  let limit: { readonly endMillis: number; readonly reason: Stopped } | undefined
  let timer: number | undefined

  return {
    start: (limitMillis) => {
      limit = undefined
      timer = undefined
      if (limitMillis === null) return
      const reason = timeLimitReached(limitMillis)
      limit = { endMillis: host.nowMillis() + limitMillis, reason }
      timer = host.setTimer(() => onReached(reason), limitMillis)
    },
    end: () => {
      if (timer !== undefined) host.clearTimer(timer)
    },
    reached: (millis) => (limit && millis >= limit.endMillis ? limit.reason : undefined),
  }
}

const timeLimitReached = (limitMillis: number) =>
  new Stopped(
    'stopped/time-limit',
    `The cell was stopped at its time limit of ${limitMillis / 1000} s; its variables are kept.`,
  )
