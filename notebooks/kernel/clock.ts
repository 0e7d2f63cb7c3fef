/** When a cell thinks it starts: the same on every run, so that a notebook is reproducible. 2026-01-01T00:00:00Z. */
export const cellEpochMillis = 1_767_225_600_000

export interface CellTimer {
  readonly id: number
  readonly dueMillis: number
  readonly callback: () => void
}

/**
 * The time a cell sees. It moves only when one of its timers fires, to the moment the timer was due, so that neither the order of
 * timers nor what `Date` says depends on how fast the machine is. The waiting itself is real, and the host's.
 */
export interface CellClock {
  /** Milliseconds since 1970, as `Date.now()` of a cell. */
  nowMillis(): number
  /** Returns the timer's id, a positive integer that is never used again. */
  schedule(callback: () => void, delayMillis: number): number
  cancel(id: number): void
  /** The next timer to fire: the earliest due, the first set among equals. */
  next(): CellTimer | undefined
  /** Takes the next timer out and moves time to when it was due. */
  take(): CellTimer | undefined
  /** Drops every timer and goes back to the epoch. */
  reset(): void
}

export function createCellClock(): CellClock {
  let now = cellEpochMillis
  let lastId = 0
  // Sorted; those before `head` have fired. Taking from the front of a long array would move the rest each time.
  let waiting: CellTimer[] = []
  let head = 0

  const dropFired = () => {
    waiting = waiting.slice(head)
    head = 0
  }

  const insert = (timer: CellTimer) => {
    let index = waiting.length
    while (index > head && waiting[index - 1].dueMillis > timer.dueMillis) index -= 1
    waiting.splice(index, 0, timer)
  }

  return {
    nowMillis: () => now,
    schedule: (callback, delayMillis) => {
      lastId += 1
      insert({ id: lastId, dueMillis: now + delayMillis, callback })
      return lastId
    },
    cancel: (id) => {
      dropFired()
      waiting = waiting.filter((timer) => timer.id !== id)
    },
    next: () => waiting[head],
    take: () => {
      const timer = waiting[head]
      if (!timer) return undefined
      head += 1
      now = timer.dueMillis
      if (head * 2 > waiting.length) dropFired()
      return timer
    },
    reset: () => {
      now = cellEpochMillis
      waiting = []
      head = 0
    },
  }
}
