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

/** Loop iterations between two looks at the clock, at most: a look costs about as much as a hundred empty iterations. */
export const mostIterations = 1024

/** How long it may take to the next look: iterations that take long, as one that fills much memory, are looked at more often. */
export const pauseMillis = 20

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

/** `findReason` is asked now and then whether the run must end, and told the time; `onStop` hears, perhaps several times, that it must. */
export function createStopper(
  nowMillis: () => number,
  findReason: (millis: number) => Stopped | undefined,
  onStop: () => void,
): Stopper {
  let iterationsPerLook = 1
  let iterationsLeft = 1
  let lookedMillis = 0
  let stopped: Stopped | undefined

  /** Twice as many while they are fast, fewer as soon as they are not. Without `Math`, which a cell may have changed. */
  const pace = (millis: number) => {
    const taken = millis - lookedMillis
    const factor = taken < pauseMillis ? 2 : pauseMillis / taken
    const next = (iterationsPerLook * factor) | 0
    lookedMillis = millis
    iterationsPerLook = next < 1 ? 1 : next > mostIterations ? mostIterations : next
    iterationsLeft = iterationsPerLook
  }

  const stop = (reason: Stopped) => {
    stopped ??= reason
    iterationsLeft = 0
    onStop()
  }

  const look = () => {
    const millis = nowMillis()
    const reason = stopped ?? findReason(millis)
    if (!reason) return pace(millis)
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
      iterationsPerLook = 1
      iterationsLeft = 1
      lookedMillis = nowMillis()
    },
  }
}
