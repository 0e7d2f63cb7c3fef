/**
 * Seconds of processor time that a task takes, all threads of the process together: what it would take on one core, and hardly changed by what else
 * the machine does.
 */
export function processorSeconds(task: () => void): number {
  const before = process.cpuUsage()
  task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** A rate that is measured several times: things a second of processor time. */
export interface Measurement {
  readonly name: string
  /** Does the work once and gives how many things it did. */
  readonly work: () => number
}

/**
 * The best rate of each measurement. They take turns, so that a slow spell of the machine meets all of them; the first turns warm up and are not counted.
 */
export function bestRates(
  measurements: readonly Measurement[],
  turns: number,
  warmUps = 1,
): Map<string, number> {
  const best = new Map<string, number>()
  for (let turn = 0; turn < warmUps + turns; turn++) {
    for (const { name, work } of measurements) {
      let count = 0
      const seconds = processorSeconds(() => {
        count = work()
      })
      if (turn >= warmUps) best.set(name, Math.max(best.get(name) ?? 0, count / seconds))
    }
  }
  return best
}
