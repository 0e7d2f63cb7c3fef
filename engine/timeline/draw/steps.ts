import type { Steps } from '../timeline.ts'

/** How many steps are at or before a moment: found by halving. */
export function stepsUntil({ times }: Steps, time: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle] <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** What a quantity is at a moment; 0 before its first step. */
export function valueAt(steps: Steps, time: number): number {
  const count = stepsUntil(steps, time)
  return count === 0 ? 0 : steps.values[count - 1]
}
