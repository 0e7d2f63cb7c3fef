import type { Micros } from '../../core/clock.ts'
import { countUpTo, quantile } from '../../core/statistics.ts'
import { Action, Outcome } from '../history.ts'
import { countedOperations, pick, type RunFacts, selectOperations, shareOf } from './facts.ts'
import { outcomeCounts } from './throughput.ts'

export interface AvailabilityOptions {
  /** Windows shorter than this are not reported. Default 100 ms. */
  readonly minimumMicros?: Micros
}

export const DEFAULT_MINIMUM_WINDOW: Micros = 100_000

/** Nor are windows shorter than this many median latencies: a slow system is not an absent one. */
const MEDIANS_A_WINDOW = 4

/**
 * A window without availability: a longest interval in which operations waited for an answer, or were refused one, and none succeeded. It begins when an
 * operation first waits after the last success (at that success if one waited already), and ends when the next success returns.
 */
export interface Window {
  readonly from: Micros
  readonly to: Micros
  /** False when no operation succeeded again in the measured time. */
  readonly ended: boolean
}

export interface ActionAvailability {
  /** ok / (ok + fail + unknown) of the counted operations; undefined when none has ended. */
  readonly share: number | undefined
  readonly windows: readonly Window[]
  /** Length of the longest window, 0 for none. */
  readonly longestMicros: Micros
  readonly totalMicros: Micros
}

export interface Availability {
  readonly read: ActionAvailability
  readonly write: ActionAvailability
}

export const availability = (facts: RunFacts, options: AvailabilityOptions = {}): Availability => ({
  read: availabilityOf(facts, Action.read, options),
  write: availabilityOf(facts, Action.write, options),
})

function availabilityOf(
  facts: RunFacts,
  action: Action,
  { minimumMicros = DEFAULT_MINIMUM_WINDOW }: AvailabilityOptions,
): ActionAvailability {
  const { ok, fail, unknown } = outcomeCounts(facts.history, countedOperations(facts), action)
  const windows = findWindows(facts, action, minimumMicros)
  const lengths = windows.map(({ from, to }) => to - from)
  return {
    share: shareOf(ok, ok + fail + unknown),
    windows,
    longestMicros: lengths.reduce((longest, length) => Math.max(longest, length), 0),
    totalMicros: lengths.reduce((sum, length) => sum + length, 0),
  }
}

function findWindows(facts: RunFacts, action: Action, minimumMicros: Micros): Window[] {
  const attempts = attemptsOf(facts, action)
  const shortest = Math.max(minimumMicros, MEDIANS_A_WINDOW * attempts.medianLatency)
  const windows: Window[] = []
  let last = facts.startMicros ?? 0
  const close = (to: Micros, ended: boolean) => {
    if (to - last < shortest) return
    const from = firstWaiting(attempts, last, to)
    if (to - from >= shortest) windows.push({ from, to, ended })
  }
  for (const success of attempts.successes) {
    if (success > facts.durationMicros) break
    close(success, true)
    last = success
  }
  close(facts.durationMicros, false)
  return windows
}

interface Attempts {
  /** Ascending. */
  readonly invoked: Float64Array
  /** Of the first attempts up to each, when the last returned. */
  readonly latestReturn: Float64Array
  /** When operations returned ok, ascending. */
  readonly successes: Float64Array
  readonly medianLatency: Micros
}

function attemptsOf(facts: RunFacts, wanted: Action): Attempts {
  const { action, outcome, invoked, returned } = facts.history
  const attempts = selectOperations(countedOperations(facts), (id) => action[id] === wanted)
  const answered = attempts.filter((id) => outcome[id] === Outcome.ok)
  const successes = pick(returned, answered)
  const latencies = successes.map((success, at) => success - invoked[answered[at]])
  let latest = 0
  return {
    invoked: pick(invoked, attempts),
    latestReturn: pick(returned, attempts).map((time) => (latest = Math.max(latest, time))),
    successes: successes.sort(),
    medianLatency: quantile(latencies.sort(), 0.5) ?? 0,
  }
}

/** When, after the success at `last` and before `next`, an operation first waited; `next` when none did. */
function firstWaiting({ invoked, latestReturn }: Attempts, last: Micros, next: Micros): Micros {
  const before = countUpTo(invoked, invoked.length, last)
  if (before > 0 && latestReturn[before - 1] > last) return last
  return before < invoked.length ? Math.min(invoked[before], next) : next
}
