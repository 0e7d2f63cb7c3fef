/** What a guard throws, and keeps throwing, once the run must end. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly code: StopCode

  constructor(code: StopCode, message: string) {
    super(message)
    this.code = code
  }
}

export type StopCode = 'stopped/time-limit' | 'stopped/by-request'

/** Loop iterations between two looks at the clock: a look costs about as much as a hundred empty iterations. */
const iterationsPerLook = 1024

/** Stops cell code at its loop guards. One a kernel: functions of earlier cells obey the run that calls them. */
export interface Stopper {
  /** Called at the head of every loop body. Throws `Stopped` once the run must end, and every time after that. */
  guard(): void
  /** The same without counting: for those who come by seldom enough. */
  look(): void
  /** Ends the run at its next guard. The first reason counts. */
  stop(reason: Stopped): void
  /** Why the present run must end; undefined while it need not. */
  reason(): Stopped | undefined
  /** Lets the next run go. */
  reset(): void
}

/** `findReason` is asked now and then whether the run must end; `onStop` hears, perhaps several times, that it must. */
export function createStopper(findReason: () => Stopped | undefined, onStop: () => void): Stopper {
  let iterationsLeft = iterationsPerLook
  let stopped: Stopped | undefined

  const stop = (reason: Stopped) => {
    stopped ??= reason
    iterationsLeft = 0
    onStop()
  }

  const look = () => {
    const reason = stopped ?? findReason()
    if (!reason) {
      iterationsLeft = iterationsPerLook
      return
    }
    stop(reason)
    throw reason
  }

  return {
    guard: () => {
      iterationsLeft -= 1
      if (iterationsLeft <= 0) look()
    },
    look,
    stop,
    reason: () => stopped,
    reset: () => {
      stopped = undefined
      iterationsLeft = iterationsPerLook
    },
  }
}
