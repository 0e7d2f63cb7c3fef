/** Milliseconds between two questions whether someone is still there. */
export const beatMillis = 1_000

/** Questions in a row that may stay unanswered: a busy machine, or one that has slept, answers late. */
export const silentBeats = 4

/** Whether someone who answers at once is still there. */
export interface Pulse {
  /** An answer has come. */
  answered(): void
  stop(): void
}

/** Asks again and again, and tells once when no more answers come. */
export function watchPulse(ask: () => void, onSilence: () => void): Pulse {
  let unanswered = 0
  const timer = setInterval(() => {
    if (unanswered === silentBeats) {
      clearInterval(timer)
      return onSilence()
    }
    unanswered += 1
    ask()
  }, beatMillis)
  return {
    answered: () => {
      unanswered = 0
    },
    stop: () => clearInterval(timer),
  }
}
