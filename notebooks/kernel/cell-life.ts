import { type CellClock, createCellClock } from './clock.ts'
import type { KernelHost } from './host.ts'
import type { Run } from './run.ts'
import { createStopper, Stopped } from './stop.ts'
import { createTimeLimit } from './time-limit.ts'
import { type CellTimers, createCellTimers } from './timers.ts'

/**
 * The life of the cell that runs, one at a time: it begins, its body settles, its timers fire, it is done. A stop, by request or at
 * its time limit, ends it sooner.
 */
export interface CellLife {
  /** The run that goes on. */
  readonly run: Run | undefined
  readonly clock: Pick<CellClock, 'nowMillis'>
  readonly timers: Pick<CellTimers, 'setTimeout' | 'clearTimeout'>
  begin(run: Run): void
  /** The body of the run has returned or thrown. */
  settle(run: Run): void
  /** What was thrown is a failure of the run that goes on. */
  fail(thrown: unknown): void
  /** Calls what a cell left for later; what it throws is the cell's failure. */
  call(callback: () => void): void
  /** See `Stopper`. */
  guard(): void
  look(): void
  /** Stops the run that goes on. */
  stop(): void
  /** Sends the text that waits. */
  flush(): void
}

/** Milliseconds that written text waits for more of it before it is sent. */
export const flushMillis = 50

export function createCellLife(host: KernelHost): CellLife {
  const clock = createCellClock()
  let current: Run | undefined
  let bodySettled = false
  let ending = false
  let flushedMillis = 0

  const flush = (millis = host.nowMillis()) => {
    flushedMillis = millis
    current?.output.flush()
  }

  const findReason = (millis: number): Stopped | undefined => {
    if (millis - flushedMillis > flushMillis) flush(millis)
    return timeLimit.reached(millis) ?? (host.stopRequested?.() ? stoppedByRequest() : undefined)
  }

  const stopper = createStopper(host.nowMillis, findReason, () => endSoon())

  const stop = (reason: Stopped) => {
    if (current) stopper.stop(reason)
  }

  const timeLimit = createTimeLimit(host, stop)

  /** The stop itself is no failure of the cell's. Compared by identity: what was thrown may be anything. */
  const fail = (thrown: unknown) => {
    const reason = stopper.reason()
    if (!reason || thrown !== reason) current?.fail(thrown)
  }

  const call = (callback: () => void) => {
    try {
      callback()
    } catch (thrown) {
      fail(thrown)
    }
    endSoon()
  }

  const timers = createCellTimers(host, clock, call)

  /** Done when the body has settled and the timers have fired; a turn later, as the host may tell of rejections. */
  const endSoon = () => {
    if (ending) return
    host.setTimer(() => {
      ending = false
      if (stopper.reason() || (bodySettled && !timers.keepWaiting())) end()
    }, 0)
    // Only now: at the end of the stack `setTimer` throws, and then the next to ask must succeed.
    ending = true
  }

  const end = () => {
    const run = current
    if (!run) return
    host.repair?.()
    timeLimit.end()
    timers.reset()
    run.output.flush()
    current = undefined
    host.post(run.done(stopper.reason()))
  }

  return {
    get run() {
      return current
    },
    clock,
    timers: {
      setTimeout: timers.setTimeout,
      clearTimeout: (id) => {
        timers.clearTimeout(id)
        endSoon()
      },
    },
    begin: (run) => {
      current = run
      bodySettled = false
      stopper.reset()
      timers.reset()
      timeLimit.start(run.message.timeLimitMillis)
    },
    settle: (run) => {
      if (run !== current) return
      bodySettled = true
      endSoon()
    },
    fail,
    call,
    guard: stopper.guard,
    look: stopper.look,
    stop: () => stop(stoppedByRequest()),
    flush: () => flush(),
  }
}

const stoppedByRequest = () =>
  new Stopped('stopped/by-request', 'The cell was stopped; its variables are kept.')
